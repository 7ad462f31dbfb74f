package org.relais.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * One kept-alive HTTP/1.1 connection that posts bodies and reads answers. It exists because the JDK's client costs more than
 * the servers measured here; it knows only what they answer: a length or chunks.
 */
final class HttpConnection implements AutoCloseable {

    private static final String CONTENT_TYPE = "Content-Type";

    /** Larger bodies are written as they are, smaller ones in one piece with what stands before them. */
    private static final int SMALL = 64 * 1024;

    private final URI target;
    private final String head;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean closing;

    HttpConnection(URI target, Map<String, String> headers) throws IOException {
        this.target = target;
        var text = new StringBuilder("POST " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nAccept: application/json\r\n");
        if (!headers.containsKey(CONTENT_TYPE)) {
            text.append(CONTENT_TYPE).append(": application/json\r\n");
        }
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        this.head = text.toString();
        this.socket = connected(target);
        this.in = new BufferedInputStream(socket.getInputStream(), 8_192);
        this.out = socket.getOutputStream();
    }

    private static Socket connected(URI target) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), 5_000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** A server may end a kept connection after an answer, and says so; the next request then needs a new one. */
    private void connectAnew() throws IOException {
        socket.close();
        socket = connected(target);
        in = new BufferedInputStream(socket.getInputStream(), 8_192);
        out = socket.getOutputStream();
        closing = false;
    }

    /** @return the answer's status; its body stands in the given sink, or where it leads to if it leads elsewhere */
    int post(byte[] body, String extraHeaders, StringBuilder answer) throws IOException {
        var request = head + extraHeaders + "Content-Length: " + body.length + "\r\n\r\n";
        var prefix = request.getBytes(StandardCharsets.US_ASCII);
        if (closing) {
            connectAnew();
        }
        if (body.length > SMALL) {
            out.write(prefix);
            out.write(body);
        } else {
            var bytes = new byte[prefix.length + body.length];
            System.arraycopy(prefix, 0, bytes, 0, prefix.length);
            System.arraycopy(body, 0, bytes, prefix.length, body.length);
            out.write(bytes);
        }
        out.flush();
        return read(answer);
    }

    private int read(StringBuilder answer) throws IOException {
        var status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        String location = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                closing = true;
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            } else if (lower.startsWith("location:")) {
                location = header.substring(9).strip();
            }
        }
        answer.setLength(0);
        if (chunked) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                answer.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line();
            }
            line();
        } else {
            answer.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        if (status / 100 == 3) {
            answer.setLength(0);
            answer.append(location);
        }
        return status;
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("connection closed by " + target.getAuthority());
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
