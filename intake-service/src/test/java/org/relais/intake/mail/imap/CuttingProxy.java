package org.relais.intake.mail.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before a server, and hangs up when it says a word. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final String word;

    CuttingProxy(String host, int port, String word) {
        this.host = host;
        this.port = port;
        this.word = word;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::letIn);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void letIn() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                Thread.ofVirtual().start(() -> pass(client, server, ""));
                Thread.ofVirtual().start(() -> pass(server, client, word));
            } catch (IOException closed) {
                // Nobody comes in any more.
            }
        }
    }

    private static void pass(Socket from, Socket to, String forbidden) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            String before = "";
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                String said = before + new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                if (!forbidden.isEmpty() && said.contains(forbidden)) {
                    return;
                }
                before = said.substring(Math.max(0, said.length() - 100));
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException over) {
            // One of them has gone.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
