package pielikums.interop;

/** The caller asked for something that cannot be done; no file was judged. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message + ": " + Failures.describe(cause));
    }
}
