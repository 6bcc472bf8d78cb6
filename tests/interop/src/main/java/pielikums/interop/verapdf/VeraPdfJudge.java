package pielikums.interop.verapdf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import pielikums.interop.Judge;
import pielikums.interop.Options;
import pielikums.interop.UsageException;

/** Judges PDF files against PDF/A and PDF/UA profiles. */
public final class VeraPdfJudge implements Judge {

    private static final String FLAVOUR = "flavour";
    public static final Set<String> VALUE_OPTIONS = Set.of(FLAVOUR);

    private static final List<PDFAFlavour> DEFAULT_FLAVOURS = List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1);

    /** One failed check per rule is enough for the example. */
    private static final int CHECKS_KEPT_PER_RULE = 1;

    private final List<PDFAFlavour> flavours;

    public VeraPdfJudge(Options options) throws UsageException {
        VeraGreenfieldFoundryProvider.initialise();
        flavours = options.has(FLAVOUR) ? flavours(options.all(FLAVOUR)) : DEFAULT_FLAVOURS;
    }

    private static List<PDFAFlavour> flavours(List<String> ids) throws UsageException {
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : ids) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new UsageException("unknown flavour: " + id);
            }
            flavours.add(flavour);
        }
        return flavours;
    }

    @Override
    public ObjectNode judge(File file) throws Exception {
        ObjectNode verdict = JsonNodeFactory.instance.objectNode();
        ObjectNode results = verdict.putObject("results");
        for (PDFAFlavour flavour : flavours) {
            results.set(flavour.getId(), describe(validate(file, flavour)));
        }
        return verdict;
    }

    private static ValidationResult validate(File file, PDFAFlavour flavour) throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(file, flavour);
                PDFAValidator validator = foundry.createValidator(flavour, CHECKS_KEPT_PER_RULE, false, true, false)) {
            return validator.validate(parser);
        }
    }

    private static ObjectNode describe(ValidationResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("compliant", result.isCompliant());
        ArrayNode rules = json.putArray("failed_rules");
        Map<RuleId, Integer> failedChecks = result.getFailedChecks();
        for (TestAssertion assertion : inOrderOfRules(result.getTestAssertions())) {
            RuleId rule = assertion.getRuleId();
            rules.addObject()
                    .put("clause", rule.getClause())
                    .put("test", rule.getTestNumber())
                    .put("description", assertion.getMessage())
                    .put("checks_failed", failedChecks.get(rule))
                    .put("example", assertion.getLocation().getContext() + ": " + assertion.getErrorMessage());
        }
        return json;
    }

    /** veraPDF's own order depends on the file; answers are easier to compare when it does not. */
    private static List<TestAssertion> inOrderOfRules(List<TestAssertion> assertions) {
        Comparator<TestAssertion> byClause = Comparator.comparing(assertion -> assertion.getRuleId().getClause());
        return assertions.stream()
                .sorted(byClause.thenComparingInt(assertion -> assertion.getRuleId().getTestNumber())).toList();
    }
}
