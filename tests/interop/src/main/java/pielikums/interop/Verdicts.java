package pielikums.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.PrintStream;

/** Prints one JSON line per file and remembers whether every file could be judged. */
final class Verdicts {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintStream out;
    private boolean complete = true;

    Verdicts(PrintStream out) {
        this.out = out;
    }

    boolean complete() {
        return complete;
    }

    void judge(Request request) throws UsageException {
        Judge judge = judgeFor(request);
        for (String file : request.files()) {
            print(verdict(judge, file));
        }
        out.flush();
    }

    private static Judge judgeFor(Request request) throws UsageException {
        try {
            return request.tool().judge(request.options());
        } catch (RuntimeException e) {
            // A file named by an option that a library chokes on must not end a whole batch.
            throw new UsageException("cannot use the options", e);
        }
    }

    /** Says that a file was not judged; without a file, that a whole request could not be read. */
    void fail(String file, String reason) {
        print(failure(file, reason));
        out.flush();
    }

    private ObjectNode verdict(Judge judge, String name) {
        File file = new File(name);
        if (!file.isFile()) {
            return failure(name, file.exists() ? "not a regular file" : "no such file");
        }
        if (!file.canRead()) {
            return failure(name, "not readable");
        }
        try {
            return named(name).setAll(judge.judge(file));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            // Hostile files may exhaust the libraries; the next file deserves its verdict all the same.
            return failure(name, Failures.describe(e));
        }
    }

    private ObjectNode failure(String name, String reason) {
        complete = false;
        return named(name).put("error", reason);
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance.objectNode().put("file", name);
    }

    private void print(ObjectNode line) {
        try {
            out.println(MAPPER.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes is always writable", e);
        }
    }
}
