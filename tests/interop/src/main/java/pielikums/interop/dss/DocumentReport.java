package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.EvidenceRecordWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.reports.Reports;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The verdict on a whole file. */
final class DocumentReport {

    /** From best to worst. */
    private static final List<Indication> RANKING = List.of(Indication.TOTAL_PASSED, Indication.PASSED,
            Indication.INDETERMINATE, Indication.FAILED, Indication.TOTAL_FAILED);

    private final SimpleReport report;
    private final DiagnosticData diagnosis;

    DocumentReport(Reports reports) {
        report = reports.getSimpleReport();
        diagnosis = reports.getDiagnosticData();
    }

    ObjectNode describe() {
        TokenReport tokens = new TokenReport(report);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("indication", worstIndication().name());

        ArrayNode signatures = json.putArray("signatures");
        SignatureReport signatureReport = new SignatureReport(report, diagnosis, tokens);
        for (SignatureWrapper signature : diagnosis.getSignatures()) {
            signatures.add(signatureReport.describe(signature));
        }

        ArrayNode timestamps = json.putArray("timestamps");
        for (TimestampWrapper timestamp : diagnosis.getTimestampList()) {
            if (standsAlone(timestamp)) {
                timestamps.add(tokens.describe(timestamp));
            }
        }

        ArrayNode evidenceRecords = json.putArray("evidence_records");
        for (EvidenceRecordWrapper evidenceRecord : diagnosis.getEvidenceRecords()) {
            evidenceRecords.add(tokens.describe(evidenceRecord));
        }
        return json;
    }

    /** Document and container timestamps, also those DSS counts as part of a signature they cover. */
    private boolean standsAlone(TimestampWrapper timestamp) {
        return timestamp.getType().isDocumentTimestamp() || timestamp.getType().isContainerTimestamp()
                || report.getTimestampIdList().contains(timestamp.getId());
    }

    /**
     * Signatures decide alone when there are any: DSS has already weighed timestamps and evidence records for
     * them, and the last archive timestamp of a good file usually stays indeterminate for want of revocation data.
     */
    private Indication worstIndication() {
        Collection<String> deciding = report.getSignatureIdList();
        if (deciding.isEmpty()) {
            deciding = new ArrayList<>(report.getTimestampIdList());
            deciding.addAll(report.getEvidenceRecordIdList());
        }
        return deciding.stream().map(report::getIndication)
                .max((one, other) -> Integer.compare(RANKING.indexOf(one), RANKING.indexOf(other)))
                .orElse(Indication.NO_SIGNATURE_FOUND);
    }
}
