package io.smcontainers.launcher.code;

/** A file, folder or link that is not taken into the code folder. The message goes on where its name ends: "leads out of …". */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
