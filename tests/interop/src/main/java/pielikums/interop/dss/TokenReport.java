package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.diagnostic.EvidenceRecordWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.simplereport.jaxb.XmlSignatureScope;
import java.util.List;

/** The verdicts on timestamps and evidence records, and what they have in common with signatures. */
final class TokenReport {

    private final SimpleReport report;

    TokenReport(SimpleReport report) {
        this.report = report;
    }

    ObjectNode describe(TimestampWrapper timestamp) {
        String id = timestamp.getId();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("type", Json.name(timestamp.getType()));
        json.put("produced_at", Json.time(timestamp.getProductionTime()));
        json.put("produced_by", report.getProducedBy(id));
        putIndication(json, id);
        json.put("qualification", Json.name(report.getTimestampQualification(id)));
        json.put("intact", intact(timestamp));
        putCoverage(json, id);
        PdfRevisionReport.putInto(json, timestamp.getPDFRevision());
        putMessages(json, id);
        return json;
    }

    ObjectNode describe(EvidenceRecordWrapper evidenceRecord) {
        String id = evidenceRecord.getId();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("type", Json.name(evidenceRecord.getEvidenceRecordType()));
        putIndication(json, id);
        json.put("proof_of_existence", Json.time(report.getEvidenceRecordPOE(id)));
        json.put("intact", coversGivenData(evidenceRecord) && dataIntact(evidenceRecord.getDigestMatchers())
                && evidenceRecord.getTimestampList().stream().allMatch(TokenReport::intact));
        ArrayNode timestamps = json.putArray("timestamps");
        for (TimestampWrapper timestamp : evidenceRecord.getTimestampList()) {
            timestamps.add(describe(timestamp));
        }
        putCoverage(json, id);
        putMessages(json, id);
        return json;
    }

    void putIndication(ObjectNode json, String id) {
        json.put("indication", Json.name(report.getIndication(id)));
        json.put("sub_indication", Json.name(report.getSubIndication(id)));
    }

    void putCoverage(ObjectNode json, String id) {
        ArrayNode coverage = json.putArray("coverage");
        for (XmlSignatureScope scope : report.getSignatureScopes(id)) {
            coverage.addObject()
                    .put("scope", Json.name(scope.getScope()))
                    .put("name", scope.getName())
                    .put("description", scope.getValue());
        }
    }

    void putMessages(ObjectNode json, String id) {
        json.set("errors", Json.messages(report.getAdESValidationErrors(id)));
        json.set("warnings", Json.messages(report.getAdESValidationWarnings(id)));
        json.set("qualification_errors", Json.messages(report.getQualificationErrors(id)));
        json.set("qualification_warnings", Json.messages(report.getQualificationWarnings(id)));
    }

    private static boolean intact(TimestampWrapper timestamp) {
        return timestamp.isSignatureIntact() && dataIntact(timestamp.getDigestMatchers());
    }

    /** Otherwise the digests that renewals take of older timestamps would already count as intact data. */
    private static boolean coversGivenData(EvidenceRecordWrapper evidenceRecord) {
        return evidenceRecord.getDigestMatchers().stream().map(XmlDigestMatcher::getType)
                .anyMatch(type -> type == DigestMatcherType.EVIDENCE_RECORD_ARCHIVE_OBJECT
                        || type == DigestMatcherType.EVIDENCE_RECORD_MASTER_SIGNATURE);
    }

    /** Like DSS itself, takes no offence at digests of other documents that share an evidence record. */
    static boolean dataIntact(List<XmlDigestMatcher> digests) {
        List<XmlDigestMatcher> own = digests.stream()
                .filter(digest -> digest.getType() != DigestMatcherType.EVIDENCE_RECORD_ORPHAN_REFERENCE).toList();
        return !own.isEmpty() && own.stream().allMatch(digest -> digest.isDataFound() && digest.isDataIntact());
    }
}
