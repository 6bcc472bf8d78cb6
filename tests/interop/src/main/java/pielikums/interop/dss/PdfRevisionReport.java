package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import java.util.List;

/** What a signature or document timestamp covers of its PDF, and what changed afterwards. */
final class PdfRevisionReport {

    private PdfRevisionReport() {
    }

    /** Both members are null for everything that is not inside a PDF. */
    static void putInto(ObjectNode json, PDFRevisionWrapper revision) {
        json.set("pdf", revision == null ? null : signatureDictionary(revision));
        json.set("modifications", revision == null ? null : modifications(revision));
    }

    private static ObjectNode signatureDictionary(PDFRevisionWrapper revision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("fields", Json.texts(revision.getSignatureFieldNames()));
        json.put("sub_filter", revision.getSubFilter());
        json.set("byte_range", Json.numbers(revision.getSignatureByteRange()));
        json.put("byte_range_valid", revision.isSignatureByteRangeValid());
        json.put("dictionary_consistent", revision.isPdfSignatureDictionaryConsistent());
        json.put("doc_mdp", Json.name(revision.getDocMDPPermissions()));
        return json;
    }

    private static ObjectNode modifications(PDFRevisionWrapper revision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("page_difference", Json.numbers(revision.getPdfPageDifferenceConcernedPages()));
        json.set("visual_difference", Json.numbers(revision.getPdfVisualDifferenceConcernedPages()));
        json.set("annotation_overlap", Json.numbers(revision.getPdfAnnotationsOverlapConcernedPages()));
        json.set("undefined", objects(revision.getPdfUndefinedChanges()));
        json.set("annotations", objects(revision.getPdfAnnotationChanges()));
        json.set("form_filling", objects(revision.getPdfSignatureOrFormFillChanges()));
        json.set("extension", objects(revision.getPdfExtensionChanges()));
        return json;
    }

    private static ArrayNode objects(List<XmlObjectModification> changes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (XmlObjectModification change : changes) {
            array.addObject()
                    .put("action", Json.name(change.getAction()))
                    .put("object", change.getValue())
                    .put("type", change.getType())
                    .put("field", change.getFieldName());
        }
        return array;
    }
}
