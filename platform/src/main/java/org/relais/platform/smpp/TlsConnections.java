package org.relais.platform.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Encrypted connections to the host that the certificate names; the library's own don't look at the name. */
final class TlsConnections implements ConnectionFactory {

    private final int timeout;

    TlsConnections(Duration timeout) {
        this.timeout = (int) timeout.toMillis();
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), timeout);
            plain.setSoTimeout(timeout);
            SSLSocket encrypted = (SSLSocket)
                    ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            encrypted.startHandshake();
            return new SocketConnection(encrypted);
        } catch (IOException failure) {
            plain.close();
            throw failure;
        }
    }
}
