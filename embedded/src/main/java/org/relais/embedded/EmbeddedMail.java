package org.relais.embedded;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/**
 * A mail server that takes any address; its IMAP login is the address, and the password the same. Nothing leaves it, and it keeps
 * what arrived in memory alone: with the server, the mail is gone.
 */
public final class EmbeddedMail implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final int smtpPort;
    private final int imapPort;
    private final GreenMail server;

    private EmbeddedMail(int smtpPort, int imapPort) {
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
        this.server = new GreenMail(new ServerSetup[] {
                    new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP),
                    new ServerSetup(imapPort, HOST, ServerSetup.PROTOCOL_IMAP)
                })
                .withConfiguration(GreenMailConfiguration.aConfig()
                        .withDisabledAuthentication()
                        // What stands behind a plus does not change whose mailbox it is.
                        .withSieveIgnoreDetail());
        server.start();
    }

    /** On free ports. */
    public static EmbeddedMail start() {
        return start(FreePorts.next(), FreePorts.next());
    }

    public static EmbeddedMail start(int smtpPort, int imapPort) {
        return new EmbeddedMail(smtpPort, imapPort);
    }

    public String host() {
        return HOST;
    }

    public int smtpPort() {
        return smtpPort;
    }

    public int imapPort() {
        return imapPort;
    }

    /** The server itself, for tests that look at what arrived. */
    public GreenMail greenMail() {
        return server;
    }

    @Override
    public void close() {
        server.stop();
    }
}
