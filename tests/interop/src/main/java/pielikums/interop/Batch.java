package pielikums.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers requests, one JSON object per line, until the input ends. */
final class Batch {

    private final Verdicts verdicts;

    Batch(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void serve(InputStream input) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                answer(line);
            }
        }
    }

    private void answer(String text) {
        List<String> files;
        BatchLine line;
        try {
            line = BatchLine.parse(text);
            files = line.files();
        } catch (UsageException e) {
            verdicts.fail(null, e.getMessage());
            return;
        }
        try {
            verdicts.judge(line.request());
        } catch (UsageException e) {
            // The caller counts one answer per file, also when none can be judged.
            files.forEach(file -> verdicts.fail(file, e.getMessage()));
        }
    }
}
