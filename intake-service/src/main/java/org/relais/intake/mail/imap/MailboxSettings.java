package org.relais.intake.mail.imap;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings below {@code relais.mail}: a mailbox that citizens write to. Without an address there is none.
 *
 * @param address what citizens write to; mail for {@code local+detail@domain} must arrive in the same mailbox
 * @param jurisdictionId territory the mailbox is for; needed only where there are several
 * @param authservId name under which the receiving mail server writes Authentication-Results; without it nobody's findings count
 * @param poll how often to look, beside being told by IDLE
 * @param largest mails above it are left to a person
 */
@ConfigurationProperties("relais.mail")
record MailboxSettings(
        String address,
        @Nullable String jurisdictionId,
        @Nullable String authservId,
        @DefaultValue Imap imap,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("36MB") DataSize largest) {

    /**
     * Where the mailbox is.
     *
     * @param keptFolder mails that could not be taken over in full: a person may look at them
     * @param quarantineFolder mails that could not be read
     */
    record Imap(
            @DefaultValue("localhost") String host,
            @DefaultValue("993") int port,
            @DefaultValue("true") boolean tls,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("Relais-kept") String keptFolder,
            @DefaultValue("Relais-quarantine") String quarantineFolder) {

        @Override
        public String toString() {
            return "Imap[" + host + ":" + port + "]";
        }
    }

    String username() {
        String name = imap.username();
        return name == null || name.isBlank() ? address : name;
    }
}
