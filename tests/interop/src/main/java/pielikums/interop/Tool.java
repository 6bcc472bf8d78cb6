package pielikums.interop;

import java.util.Set;
import pielikums.interop.dss.DssJudge;
import pielikums.interop.verapdf.VeraPdfJudge;

/** The two libraries, the options each takes and the judge each makes of them. */
enum Tool {

    DSS("dss", DssJudge.VALUE_OPTIONS, DssJudge.FLAGS, DssJudge::new),
    VERAPDF("verapdf", VeraPdfJudge.VALUE_OPTIONS, Set.of(), VeraPdfJudge::new);

    private interface JudgeMaker {
        Judge make(Options options) throws UsageException;
    }

    private final String label;
    private final Set<String> valueOptions;
    private final Set<String> flags;
    private final JudgeMaker maker;

    Tool(String label, Set<String> valueOptions, Set<String> flags, JudgeMaker maker) {
        this.label = label;
        this.valueOptions = valueOptions;
        this.flags = flags;
        this.maker = maker;
    }

    static Tool named(String label) throws UsageException {
        for (Tool tool : values()) {
            if (tool.label.equals(label)) {
                return tool;
            }
        }
        throw new UsageException("unknown tool: " + label);
    }

    String label() {
        return label;
    }

    Set<String> valueOptions() {
        return valueOptions;
    }

    Set<String> flags() {
        return flags;
    }

    Judge judge(Options options) throws UsageException {
        return maker.make(options);
    }
}
