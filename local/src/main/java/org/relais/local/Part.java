package org.relais.local;

/** What the platform is made of; each is a process of its own, but for the mail server, which lives in the launcher. */
public enum Part {
    POSTGRES("postgres"),
    KAFKA("kafka"),
    MAIL("mail"),
    REGISTRY("registry"),
    IDENTITY("identity"),
    ROUTING("routing-service"),
    INTAKE("intake-service"),
    NOTIFICATION("notification-service");

    private final String id;

    Part(String id) {
        this.id = id;
    }

    /** Its name in files, logs and on the command line; for our own applications the module's too. */
    public String id() {
        return id;
    }

    /** Whether it is one of our own applications, run from its boot jar. */
    public boolean isApplication() {
        return switch (this) {
            case IDENTITY, ROUTING, INTAKE, NOTIFICATION -> true;
            case POSTGRES, KAFKA, MAIL, REGISTRY -> false;
        };
    }

    /** Whether it reads and writes events and may run in several instances. */
    public boolean isService() {
        return switch (this) {
            case ROUTING, INTAKE, NOTIFICATION -> true;
            case POSTGRES, KAFKA, MAIL, REGISTRY, IDENTITY -> false;
        };
    }
}
