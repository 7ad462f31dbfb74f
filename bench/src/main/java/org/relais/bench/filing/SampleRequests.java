package org.relais.bench.filing;

/** Bodies as citizens send them: a few hundred bytes, a place inside the demo town, contact details of nobody. */
public final class SampleRequests {

    private SampleRequests() {}

    public static String body(long n) {
        return body(
                n,
                ", \"requester\": {\"name\": \"Essai %d\", \"email\": \"essai-%d@exemple.invalid\", \"language\": \"fr\"}"
                        .formatted(n, n));
    }

    /** As {@link #body}, but only one request in ten leaves contact details, and is written to by mail. */
    public static String oneInTenWithContact(long n) {
        return n % 10 == 0 ? body(n) : body(n, "");
    }

    private static String body(long n, String requester) {
        return """
            {"serviceCode": "pothole", "description": "Nid-de-poule profond devant le numéro %d, les vélos l'évitent de justesse et se déportent sur la voie.", \
            "location": {"latitude": %s, "longitude": %s, "address": "%d rue des Tilleuls"}, \
            "answers": {"depth": "deep"}%s}\
            """.formatted(n % 200, 48.8480 + n % 40 * 1e-4, 2.3480 + n % 37 * 1e-4, n % 200, requester);
    }
}
