package pielikums.interop;

import java.util.LinkedHashSet;
import java.util.Set;

/** Turns exceptions into the text of an "error" member. */
final class Failures {

    private Failures() {
    }

    /** The messages of the whole chain: the libraries often put the real reason into the cause. */
    static String describe(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable link = failure; link != null; link = link.getCause()) {
            String message = link.getMessage();
            messages.add(message == null || message.isBlank() ? link.getClass().getSimpleName() : message);
        }
        return String.join(": ", messages);
    }
}
