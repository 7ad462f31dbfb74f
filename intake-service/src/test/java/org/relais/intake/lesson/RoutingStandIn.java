package org.relais.intake.lesson;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Routing's list of lessons, as its REST gives it; it can be down. */
public final class RoutingStandIn implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable String lessons;

    private RoutingStandIn(HttpServer server) {
        this.server = server;
    }

    public static RoutingStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RoutingStandIn routing = new RoutingStandIn(server);
            server.createContext("/api/v1/lessons", routing::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return routing;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    /** From now on this is its list. */
    public void tells(String json) {
        lessons = json;
    }

    /** From now on it answers with an error. */
    public void fails() {
        lessons = null;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String told = lessons;
        if (told == null
                || !"jurisdictionId=testville".equals(exchange.getRequestURI().getQuery())) {
            exchange.sendResponseHeaders(told == null ? 503 : 404, -1);
            exchange.close();
            return;
        }
        byte[] body = told.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
