package org.relais.local;

/** Every port that the platform listens on, where it stands without an offset, and the part that wants it. */
public enum Port {
    INTAKE(8080, Part.INTAKE),
    INTAKE_HEALTH(9080, Part.INTAKE),
    ROUTING(8081, Part.ROUTING),
    ROUTING_HEALTH(9081, Part.ROUTING),
    NOTIFICATION(8082, Part.NOTIFICATION),
    NOTIFICATION_HEALTH(9082, Part.NOTIFICATION),
    IDENTITY(8083, Part.IDENTITY),
    IDENTITY_HEALTH(9083, Part.IDENTITY),
    REGISTRY(8085, Part.REGISTRY),
    REGISTRY_HEALTH(9085, Part.REGISTRY),
    KAFKA(9092, Part.KAFKA),
    KAFKA_CONTROLLER(9093, Part.KAFKA),
    KAFKA_SASL(9094, Part.KAFKA),
    POSTGRES(15432, Part.POSTGRES),
    SMTP(3025, Part.MAIL),
    IMAP(3143, Part.MAIL);

    private final int standard;
    private final Part part;

    Port(int standard, Part part) {
        this.standard = standard;
        this.part = part;
    }

    int standard() {
        return standard;
    }

    public Part part() {
        return part;
    }

    static Port of(Part application) {
        return switch (application) {
            case INTAKE -> INTAKE;
            case ROUTING -> ROUTING;
            case NOTIFICATION -> NOTIFICATION;
            case IDENTITY -> IDENTITY;
            case REGISTRY -> REGISTRY;
            case KAFKA -> KAFKA;
            case POSTGRES -> POSTGRES;
            case MAIL -> SMTP;
        };
    }

    static Port healthOf(Part part) {
        return switch (part) {
            case INTAKE -> INTAKE_HEALTH;
            case ROUTING -> ROUTING_HEALTH;
            case NOTIFICATION -> NOTIFICATION_HEALTH;
            case IDENTITY -> IDENTITY_HEALTH;
            case REGISTRY -> REGISTRY_HEALTH;
            case KAFKA, POSTGRES, MAIL -> throw new IllegalArgumentException(part + " has no health page");
        };
    }
}
