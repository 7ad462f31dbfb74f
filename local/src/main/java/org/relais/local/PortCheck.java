package org.relais.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks whether every port that we want can be had before anything is started. */
final class PortCheck {

    private static final int ANY_PORT = 0;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetAddress LOOPBACK_V6 = InetAddress.ofLiteral("::1");

    private final PlatformPorts ports;
    private final Set<Part> given;

    /** @param given parts that somebody else runs, whose ports are taken rightly */
    PortCheck(PlatformPorts ports, Set<Part> given) {
        this.ports = ports;
        this.given = given;
    }

    void requireFree() {
        List<PortTaken.Conflict> conflicts = new ArrayList<>();
        for (Port port : Port.values()) {
            int number = ports.number(port);
            if (!given.contains(port.part()) && isTaken(number)) {
                conflicts.add(new PortTaken.Conflict(port, number, PortHolder.of(number)));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new PortTaken(conflicts);
        }
    }

    static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Parts listen on 127.0.0.1, but to many a client {@code localhost} is ::1 first, and whoever listens there. */
    private static boolean isTaken(int port) {
        return !canListen(LOOPBACK, port) || (hasV6() && !canListen(LOOPBACK_V6, port));
    }

    private static boolean hasV6() {
        return canListen(LOOPBACK_V6, ANY_PORT);
    }

    private static boolean canListen(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of an earlier run that are still closing down don't count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
