package org.relais.notification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The services this one asks, answering their contracts: intake's contact details, routing's territory, the issuer's tokens. */
final class Neighbours implements AutoCloseable {

    private static final String ISSUER = "http://issuer.example";

    private final HttpServer server;
    private final RSAKey key = newKey();
    private final Map<String, String> emails = new ConcurrentHashMap<>();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private final Map<String, Phone> phones = new ConcurrentHashMap<>();
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Correspondent> correspondents = new ConcurrentHashMap<>();
    private final Map<String, String> numbersToCall = new ConcurrentHashMap<>();
    private volatile boolean intakeIsDown;

    Neighbours() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/oauth2/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext(
                "/oauth2/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"access_token\":\"" + token("notification-service", "service")
                                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        server.createContext("/api/v1/requesters/", this::contact);
        server.createContext("/api/v1/territories/", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"" + digest() + "\"");
            answer(exchange, 200, territory());
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> settings() {
        return List.of(
                "relais.security.issuer=" + ISSUER,
                "relais.security.jwk-set-uri=" + url() + "/oauth2/jwks",
                "relais.security.token-uri=" + url() + "/oauth2/token",
                "relais.security.client-secret=secret",
                "relais.intake.url=" + url(),
                "relais.routing.url=" + url());
    }

    /** The person left this address. */
    void knows(String requesterId, String email) {
        emails.put(requesterId, email);
    }

    /** By which a person acts on the request that they filed or joined. */
    static String linkOf(String requesterId) {
        return "http://localhost:8080/suivi/K7QF-29MD/cle/secret-of-" + requesterId;
    }

    /** Somebody who joined leaves again by their link. */
    void knowsWhoJoined(String requesterId, String email) {
        knows(requesterId, email);
        joined.add(requesterId);
    }

    /** The person wrote by text from this number, and left no address. */
    void knowsWhoTexts(String requesterId, String number, boolean stopped) {
        emails.remove(requesterId);
        phones.put(requesterId, new Phone(number, "sms", stopped));
    }

    /** Somebody who said at the counter how they want to be told. */
    void knowsWhoWants(String requesterId, String channel, String number) {
        phones.put(requesterId, new Phone(number, channel, false));
    }

    /** The person wrote in this Matrix room, and left no address. */
    void knowsWhoWritesInRoom(String requesterId, String room, boolean stopped) {
        emails.remove(requesterId);
        rooms.put(requesterId, new Room(room, stopped));
    }

    /** The person wrote by a messenger. */
    void knowsWhoWrites(String requesterId, Correspondent person) {
        emails.remove(requesterId);
        correspondents.put(requesterId, person);
    }

    /** What the person wrote may be an emergency. */
    void wouldHaveCalled(String requesterId, String number) {
        numbersToCall.put(requesterId, number);
    }

    void forgets(String requesterId) {
        emails.remove(requesterId);
    }

    void intakeIsDown(boolean down) {
        intakeIsDown = down;
    }

    String token(String client, String role) {
        try {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(ISSUER)
                    .audience("relais")
                    .subject(client)
                    .claim("roles", List.of(role))
                    .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                    .build();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(territory().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String territory() {
        return """
            {"jurisdictionId":"town","version":1,"digest":"","name":{"fr":"Ville de Relais-sur-Seine","en":"Town of Relais-sur-Seine"},
             "centre":{"latitude":48.85,"longitude":2.35},"languages":["fr","en"],"timeZone":"Europe/Paris",
             "contact":{"name":{"fr":"Accueil de la mairie","en":"Town hall"},"address":"1 place de la Mairie",
               "email":"mairie@ville.example","phone":"01 99 00 00 00"},
             "departments":[{"code":"roads","name":{"fr":"Voirie","en":"Roads"},"description":{},
               "contact":{"address":"12 rue des Ateliers","email":"voirie@ville.example","phone":"01 99 00 00 12"},"kafka":true}],
             "services":[{"serviceCode":"pothole","name":{"fr":"Nid-de-poule","en":"Pothole"}}],
             "areas":{"type":"FeatureCollection","features":[]},"texts":{"fr":{},"en":{}}}
            """;
    }

    private void contact(HttpExchange exchange) throws IOException {
        String requesterId = exchange.getRequestURI().getPath().split("/")[4];
        String email = emails.get(requesterId);
        Phone phone = phones.get(requesterId);
        Room room = rooms.get(requesterId);
        Correspondent correspondent = correspondents.get(requesterId);
        if (intakeIsDown) {
            answer(exchange, 503, "{\"code\":\"unavailable\"}");
        } else if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            answer(exchange, 401, "{\"code\":\"unauthorized\"}");
        } else if (correspondent != null) {
            answer(exchange, 200, correspondent.contact(requesterId));
        } else if (room != null) {
            answer(exchange, 200, """
                {"requesterId":"%s","name":null,"email":null,"phone":null,"language":"fr",
                 "reply":{"channel":"matrix","address":"@ada:town.example","thread":"%s"},"replyTo":null,
                 "ownUrl":"%s","leaveUrl":null,"textsStopped":false,"replyStopped":%s,"answeredInReply":true}
                """.formatted(requesterId, room.id(), linkOf(requesterId), room.stopped()));
        } else if (phone != null) {
            answer(exchange, 200, """
                {"requesterId":"%s","name":null,"email":%s,"phone":"%s","language":"fr",
                 "reply":{"channel":"%s","address":"%s","thread":null},"replyTo":null,"ownUrl":"%s","leaveUrl":null,
                 "textsStopped":%s,"answeredInReply":true}
                """.formatted(
                            requesterId,
                            email == null ? "null" : "\"" + email + "\"",
                            phone.number(),
                            phone.wanted(),
                            phone.number(),
                            linkOf(requesterId),
                            phone.stopped()));
        } else if (email == null) {
            answer(exchange, 404, "{\"code\":\"requester_unknown\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"requesterId\":\"" + requesterId + "\",\"name\":\"Ada\",\"email\":"
                            + (email.isEmpty() ? "null" : "\"" + email + "\"")
                            + ",\"phone\":null,\"language\":\"fr\",\"reply\":{\"channel\":\"email\",\"address\":\"x\",\"thread\":\"<asked."
                            + requesterId + "@citizen.example>\"},\"replyTo\":\"demandes+" + requesterId
                            + "@ville.example\",\"" + (joined.contains(requesterId) ? "leaveUrl" : "ownUrl") + "\":\""
                            + linkOf(requesterId) + "\""
                            + ",\"numberToCall\":"
                            + (numbersToCall.containsKey(requesterId)
                                    ? "\"" + numbersToCall.get(requesterId) + "\""
                                    : "null")
                            + "}");
        }
    }

    /**
     * Somebody who writes by a messenger.
     *
     * @param messenger as intake names the channel
     * @param address a number, a chat
     * @param email empty where they left none
     * @param heardAt when they wrote last
     * @param replyStopped whether they said STOP there
     * @param textsStopped whether their number said STOP
     */
    record Correspondent(
            String messenger,
            String address,
            String email,
            Instant heardAt,
            boolean replyStopped,
            boolean textsStopped) {

        Correspondent(String messenger, String address) {
            this(messenger, address, "", Instant.now(), false, false);
        }

        Correspondent withEmail(String left) {
            return new Correspondent(messenger, address, left, heardAt, replyStopped, textsStopped);
        }

        Correspondent heardAt(Instant time) {
            return new Correspondent(messenger, address, email, time, replyStopped, textsStopped);
        }

        Correspondent stopped() {
            return new Correspondent(messenger, address, email, heardAt, true, false);
        }

        Correspondent numberStopped() {
            return new Correspondent(messenger, address, email, heardAt, false, true);
        }

        String contact(String requesterId) {
            return """
                {"requesterId":"%s","name":"Ada","email":%s,"phone":null,"language":"fr",
                 "reply":{"channel":"%s","address":"%s","thread":"said-%s"},"replyTo":null,"ownUrl":"%s","leaveUrl":null,
                 "textsStopped":%s,"replyStopped":%s,"answeredInReply":true,"heardAt":"%s"}
                """.formatted(
                            requesterId,
                            email.isEmpty() ? "null" : "\"" + email + "\"",
                            messenger,
                            address,
                            address,
                            linkOf(requesterId),
                            textsStopped,
                            replyStopped,
                            heardAt);
        }
    }

    private record Room(String id, boolean stopped) {}

    private record Phone(String number, String wanted, boolean stopped) {}

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
