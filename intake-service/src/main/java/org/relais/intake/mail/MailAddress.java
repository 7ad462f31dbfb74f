package org.relais.intake.mail;

import java.util.Locale;
import java.util.Optional;

/** The mailbox's own address, and the detail behind a plus that others write to it with. */
final class MailAddress {

    private final String local;
    private final String domain;

    MailAddress(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.indexOf('+') >= 0) {
            throw new IllegalArgumentException("relais.mail.address must be an address without a plus");
        }
        this.local = address.substring(0, at).toLowerCase(Locale.ROOT);
        this.domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    String withDetail(String detail) {
        return local + "+" + detail + "@" + domain;
    }

    /** What stands behind the plus; empty where the address is another's or has no plus. */
    Optional<String> detailOf(String address) {
        String given = address.strip().toLowerCase(Locale.ROOT);
        String begin = local + "+";
        String end = "@" + domain;
        return given.startsWith(begin) && given.endsWith(end) && given.length() > begin.length() + end.length()
                ? Optional.of(given.substring(begin.length(), given.length() - end.length()))
                : Optional.empty();
    }

    boolean isOurs(String address) {
        return address.strip().equalsIgnoreCase(local + "@" + domain)
                || detailOf(address).isPresent();
    }
}
