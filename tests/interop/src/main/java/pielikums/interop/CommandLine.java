package pielikums.interop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads "TOOL [OPTIONS] FILE..." into a request. */
final class CommandLine {

    private CommandLine() {
    }

    static Request parse(List<String> arguments) throws UsageException {
        Iterator<String> rest = arguments.iterator();
        Tool tool = Tool.named(rest.next());
        Options options = new Options(tool);
        List<String> files = new ArrayList<>();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--")) {
                rest.forEachRemaining(files::add);
            } else if (argument.startsWith("--")) {
                addOption(options, tool, argument.substring(2), rest);
            } else {
                files.add(argument);
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("no file to judge");
        }
        return new Request(tool, options, files);
    }

    private static void addOption(Options options, Tool tool, String option, Iterator<String> rest)
            throws UsageException {
        int equalsSign = option.indexOf('=');
        if (equalsSign >= 0) {
            options.addValue(option.substring(0, equalsSign), option.substring(equalsSign + 1));
        } else if (tool.flags().contains(option)) {
            options.addFlag(option);
        } else if (rest.hasNext()) {
            options.addValue(option, rest.next());
        } else {
            throw new UsageException("unknown option, or its value is missing: --" + option);
        }
    }
}
