package pielikums.interop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;

/** Entry point; the exit statuses are those of the README. */
public final class Main {

    private static final int ALL_JUDGED = 0;
    private static final int SOME_NOT_JUDGED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            usage: run dss [--trust CERTS.pem] [--trusted-list TL.xml] [--detached FILE]...
                           [--validation-time 2026-11-23T12:00:00Z] [--online] FILE...
                   run verapdf [--flavour 2b|2a|2u|3b|ua1|...]... FILE...
                   run batch   (JSON requests on stdin, one per line)
            """;

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        // Whatever a library prints must not end up between the verdicts.
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        int status = run(List.of(args), answers);
        answers.flush();
        // Not a plain return: idle threads of the libraries would keep the process alive.
        System.exit(status);
    }

    private static int run(List<String> arguments, PrintStream answers) throws IOException {
        Verdicts verdicts = new Verdicts(answers);
        try {
            if (arguments.isEmpty()) {
                throw new UsageException("no tool named");
            }
            if (arguments.equals(List.of("batch"))) {
                new Batch(verdicts).serve(System.in);
            } else {
                verdicts.judge(CommandLine.parse(arguments));
            }
        } catch (UsageException e) {
            System.err.println("run: " + e.getMessage());
            System.err.print(USAGE);
            return WRONG_USAGE;
        }
        return verdicts.complete() ? ALL_JUDGED : SOME_NOT_JUDGED;
    }
}
