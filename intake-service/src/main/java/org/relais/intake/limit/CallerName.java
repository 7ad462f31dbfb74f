package org.relais.intake.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.relais.platform.security.Caller;

/** Whom a limit counts: a client by its name, anybody else by their address. */
public final class CallerName {

    /** Bytes of an IPv6 address that one connection has; the others are its owner's to choose. */
    private static final int NETWORK_BYTES = 8;

    private CallerName() {}

    public static String of(Caller caller, String remoteAddress) {
        return caller.isAnonymous() ? "address " + network(remoteAddress) : "client " + caller.clientId();
    }

    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
