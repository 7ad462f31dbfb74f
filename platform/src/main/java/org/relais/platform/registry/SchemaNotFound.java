package org.relais.platform.registry;

/** The registry knows no such subject (40401), version (40402), or not this schema under the subject (40403). */
public final class SchemaNotFound extends RegistryException {

    private final String subject;
    private final int errorCode;

    SchemaNotFound(String message, String subject, int errorCode) {
        super(message);
        this.subject = subject;
        this.errorCode = errorCode;
    }

    public String subject() {
        return subject;
    }

    /** 40401, 40402 or 40403. */
    public int errorCode() {
        return errorCode;
    }
}
