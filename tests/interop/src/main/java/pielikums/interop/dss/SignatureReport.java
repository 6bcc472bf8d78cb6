package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.simplereport.jaxb.XmlTimestamp;
import java.util.Objects;

/** The verdict on one signature. */
final class SignatureReport {

    private final SimpleReport report;
    private final DiagnosticData diagnosis;
    private final TokenReport tokens;

    SignatureReport(SimpleReport report, DiagnosticData diagnosis, TokenReport tokens) {
        this.report = report;
        this.diagnosis = diagnosis;
        this.tokens = tokens;
    }

    ObjectNode describe(SignatureWrapper signature) {
        String id = signature.getId();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        tokens.putIndication(json, id);
        json.put("format", Objects.toString(signature.getSignatureFormat(), null));
        json.put("signed_by", report.getSignedBy(id));
        json.put("best_signature_time", Json.time(report.getBestSignatureTime(id)));
        json.put("claimed_signing_time", Json.time(signature.getClaimedSigningTime()));
        json.put("qualification", readable(report.getSignatureQualification(id)));
        json.put("intact", signature.isSignatureIntact() && TokenReport.dataIntact(signature.getDigestMatchers()));
        ArrayNode timestamps = json.putArray("timestamps");
        for (XmlTimestamp timestamp : report.getSignatureTimestamps(id)) {
            timestamps.add(tokens.describe(diagnosis.getTimestampById(timestamp.getId())));
        }
        tokens.putCoverage(json, id);
        PdfRevisionReport.putInto(json, signature.getPDFRevision());
        tokens.putMessages(json, id);
        return json;
    }

    private static String readable(SignatureQualification qualification) {
        return qualification == SignatureQualification.NA ? qualification.name() : qualification.getReadable();
    }
}
