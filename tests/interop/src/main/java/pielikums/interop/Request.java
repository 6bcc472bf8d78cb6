package pielikums.interop;

import java.util.List;

/** What one command line, or one line of a batch, asks for. */
record Request(Tool tool, Options options, List<String> files) {

    Request {
        files = List.copyOf(files);
    }
}
