package org.relais.intake.mail;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.vault.InstallationSecret;
import org.relais.intake.vault.ReplyAddresses;

/**
 * Addresses that say whose reply it is and can't be made up: {@code mailbox+<token>@…}, where the token is the person's pseudonym
 * and a keyed digest of it, in base32 (addresses don't keep upper and lower case apart). A reply is known by it, not by its sender.
 */
public final class SignedReplyAddresses implements ReplyAddresses {

    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 10;
    private static final int TOKEN_LENGTH = 42;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_EACH = 5;

    private final InstallationSecret secret;
    private final ContactLedger ledger;
    private final MailAddress mailbox;

    public SignedReplyAddresses(InstallationSecret secret, ContactLedger ledger, String mailbox) {
        this.secret = secret;
        this.ledger = ledger;
        this.mailbox = new MailAddress(mailbox);
    }

    /** Only for those who filed: who joined has no say in another's request. */
    @Override
    public Optional<String> of(UUID requesterId) {
        return ledger.requestOf(requesterId).map(request -> mailbox.withDetail(token(requesterId)));
    }

    /** The request that a mail to this address is about; empty where the address says none that we signed. */
    Optional<UUID> requestOf(String address) {
        return mailbox.detailOf(address).flatMap(this::requester).flatMap(ledger::requestOf);
    }

    String token(UUID requesterId) {
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES)
                .putLong(requesterId.getMostSignificantBits())
                .putLong(requesterId.getLeastSignificantBits())
                .put(signature(requesterId));
        return encoded(bytes.array());
    }

    private Optional<UUID> requester(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes = decoded(token.toLowerCase(Locale.ROOT));
        if (bytes.length == 0) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID requesterId = new UUID(buffer.getLong(), buffer.getLong());
        byte[] signature = Arrays.copyOfRange(bytes, ID_BYTES, ID_BYTES + SIGNATURE_BYTES);
        return MessageDigest.isEqual(signature, signature(requesterId)) ? Optional.of(requesterId) : Optional.empty();
    }

    private byte[] signature(UUID requesterId) {
        return Arrays.copyOf(secret.derive("reply-address", requesterId.toString()), SIGNATURE_BYTES);
    }

    private static String encoded(byte[] bytes) {
        StringBuilder text = new StringBuilder(TOKEN_LENGTH);
        int held = 0;
        int bits = 0;
        for (byte next : bytes) {
            held = held << Byte.SIZE | (next & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS_EACH) {
                bits -= BITS_EACH;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << BITS_EACH - bits & 31));
        }
        return text.toString();
    }

    /** The bytes that a token of the right length holds; none where it holds another character. */
    private static byte[] decoded(String token) {
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES);
        int held = 0;
        int bits = 0;
        for (char character : token.toCharArray()) {
            int value = ALPHABET.indexOf(character);
            if (value < 0) {
                return new byte[0];
            }
            held = held << BITS_EACH | value;
            bits += BITS_EACH;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.put((byte) (held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }
}
