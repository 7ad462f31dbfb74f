package org.relais.intake.mail.mime;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.InboundContact.Attachment;
import org.relais.intake.mail.ReceivedMail;
import org.relais.platform.digest.Digests;

/**
 * Reads a mail as a stream of parts, never as a tree: depth, number and size of what is kept are bounded, whatever is in the bytes.
 * What is broken is read as far as it goes; nothing is unpacked.
 */
public final class MimeReader {

    private static final int DEEPEST = 40;
    private static final int MOST_PARTS = 500;
    private static final int MOST_ATTACHMENTS = 20;
    private static final int MOST_HEADERS = 1_000;
    private static final int MOST_RECIPIENTS = 100;
    private static final int LONGEST_HEADER = 8_000;
    private static final int LONGEST_TEXT_PART = 1_000_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 254;

    private static final List<String> RECIPIENT_HEADERS =
            List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc");
    private static final Set<String> SIGNATURES = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "application/pgp-keys");
    private static final Set<String> ENCRYPTED =
            Set.of("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted");

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    /** One group of parts that say the same in different ways. */
    private static final class Saying {

        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
    }

    private static final class Reading {

        private final Map<String, List<String>> headers = new LinkedHashMap<>();
        private final Map<String, String> partHeaders = new LinkedHashMap<>();
        private final Deque<String> multiparts = new ArrayDeque<>();
        private final Deque<Saying> alternatives = new ArrayDeque<>();
        private final List<Saying> sayings = new ArrayList<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private String contentType = "text/plain";
        private boolean topHeaders = true;
        private boolean encrypted;
        private int headerCount;
        private int parts;
        private int cut;
    }

    /** The mail in these bytes; it never fails for what stands in them. */
    public ReceivedMail read(byte[] raw) {
        Reading reading = new Reading();
        try {
            readInto(reading, raw);
        } catch (IOException | MimeException | RuntimeException | StackOverflowError broken) {
            // What was read before it broke is kept; the rest is counted as left out.
            reading.cut++;
        }
        return mail(reading, raw);
    }

    private static void readInto(Reading reading, byte[] raw) throws IOException, MimeException {
        MimeTokenStream stream = new MimeTokenStream(LENIENT);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(raw));
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (reading.parts > MOST_PARTS || reading.multiparts.size() > DEEPEST) {
                reading.cut++;
                return;
            }
            // Open by nature: what a parser finds that isn't listed says nothing to us.
            switch (state) {
                case T_START_BODYPART -> reading.partHeaders.clear();
                case T_FIELD -> field(reading, stream.getField());
                case T_END_HEADER -> reading.topHeaders = false;
                case T_START_MULTIPART -> begin(reading, stream.getBodyDescriptor());
                case T_END_MULTIPART -> end(reading);
                case T_BODY -> body(reading, stream);
                default -> {}
            }
        }
    }

    private static void field(Reading reading, Field field) {
        if (++reading.headerCount > MOST_HEADERS) {
            return;
        }
        String name = field.getName().strip().toLowerCase(Locale.ROOT);
        String value = value(field);
        if (reading.topHeaders) {
            reading.headers.computeIfAbsent(name, unseen -> new ArrayList<>()).add(value);
        }
        reading.partHeaders.putIfAbsent(name, value);
    }

    private static String value(Field field) {
        ByteSequence bytes = field.getRaw();
        if (bytes == null) {
            String body = field.getBody();
            return body == null ? "" : shortened(body);
        }
        byte[] whole = new byte[Math.min(bytes.length(), LONGEST_HEADER)];
        for (int index = 0; index < whole.length; index++) {
            whole[index] = bytes.byteAt(index);
        }
        String line =
                Charsets.decoded(whole, "us-ascii").replaceAll("\\r?\\n", " ").replace("\u0000", "");
        int colon = line.indexOf(':');
        return line.substring(colon + 1).strip();
    }

    private static String shortened(String text) {
        return (text.length() > LONGEST_HEADER ? text.substring(0, LONGEST_HEADER) : text)
                .replaceAll("\\r?\\n", " ")
                .strip();
    }

    private static void begin(Reading reading, BodyDescriptor descriptor) {
        String type = typeOf(descriptor);
        if (reading.multiparts.isEmpty() && reading.parts == 0) {
            reading.contentType = type;
        }
        reading.encrypted |= type.equals("multipart/encrypted");
        reading.multiparts.push(type);
        if (type.equals("multipart/alternative")) {
            Saying saying = new Saying();
            reading.alternatives.push(saying);
            reading.sayings.add(saying);
        }
    }

    private static void end(Reading reading) {
        String type = reading.multiparts.poll();
        if ("multipart/alternative".equals(type)) {
            reading.alternatives.poll();
        }
    }

    private static void body(Reading reading, MimeTokenStream stream) throws IOException {
        BodyDescriptor descriptor = stream.getBodyDescriptor();
        String type = typeOf(descriptor);
        if (reading.multiparts.isEmpty() && reading.parts == 0) {
            reading.contentType = type;
        }
        reading.parts++;
        String disposition =
                reading.partHeaders.getOrDefault("content-disposition", "").toLowerCase(Locale.ROOT);
        boolean text = type.equals("text/plain") || type.equals("text/html");
        if (text && !disposition.startsWith("attachment")) {
            text(reading, stream, type, descriptor.getCharset());
        } else if (ENCRYPTED.contains(type)) {
            reading.encrypted = true;
            reading.cut++;
        } else if (!SIGNATURES.contains(type)) {
            attachment(reading, stream, disposition);
        }
    }

    private static void text(Reading reading, MimeTokenStream stream, String type, @Nullable String charset)
            throws IOException {
        byte[] bytes = readable(reading, stream, LONGEST_TEXT_PART + 1);
        if (bytes.length > LONGEST_TEXT_PART) {
            reading.cut++;
        }
        String written = Charsets.decoded(bytes, charset);
        Saying saying = reading.alternatives.peek();
        if (saying == null) {
            saying = new Saying();
            reading.sayings.add(saying);
        }
        (type.equals("text/plain") ? saying.plain : saying.html).append(written).append('\n');
    }

    private static void attachment(Reading reading, MimeTokenStream stream, String disposition) throws IOException {
        if (reading.attachments.size() >= MOST_ATTACHMENTS) {
            reading.cut++;
            return;
        }
        byte[] bytes = readable(reading, stream, Integer.MAX_VALUE - 8);
        if (bytes.length == 0) {
            return;
        }
        reading.attachments.add(new Attachment(
                nameOf(disposition, reading.partHeaders.getOrDefault("content-type", "")),
                () -> new ByteArrayInputStream(bytes)));
    }

    /** A part that can't be decoded is left out: a broken encoding ends the part, not the mail. */
    private static byte[] readable(Reading reading, MimeTokenStream stream, int most) throws IOException {
        try (InputStream decoded = stream.getDecodedInputStream()) {
            return decoded.readNBytes(most);
        } catch (IOException | IllegalArgumentException broken) {
            reading.cut++;
            return new byte[0];
        }
    }

    private static String typeOf(BodyDescriptor descriptor) {
        String type = descriptor.getMimeType();
        return type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
    }

    /** Only a hint: what a file is, is seen from its content. */
    private static String nameOf(String disposition, String contentType) {
        String name = Parameters.of(disposition)
                .map(parameters -> parameters.get("filename"))
                .or(() -> Parameters.of(contentType).map(parameters -> parameters.get("name")))
                .orElse("");
        String decoded = words(name).replaceAll("[\\p{Cntrl}/\\\\]", "_").strip();
        return decoded.length() > LONGEST_NAME ? decoded.substring(decoded.length() - LONGEST_NAME) : decoded;
    }

    private static ReceivedMail mail(Reading reading, byte[] raw) {
        String text = text(reading.sayings);
        return new ReceivedMail(
                reading.contentType,
                reading.headers,
                recipients(reading.headers),
                sender(reading.headers.getOrDefault("from", List.of())).orElse(null),
                words(reading.headers.getOrDefault("subject", List.of("")).getFirst()),
                text,
                reading.attachments,
                text.isBlank() && reading.encrypted,
                reading.cut,
                Digests.sha256Hex(raw));
    }

    private static String text(List<Saying> sayings) {
        StringBuilder text = new StringBuilder();
        for (Saying saying : sayings) {
            String plain = saying.plain.toString();
            text.append(plain.isBlank() ? HtmlText.of(saying.html.toString()) : plain)
                    .append('\n');
        }
        return text.toString().strip();
    }

    private static List<String> recipients(Map<String, List<String>> headers) {
        List<String> recipients = new ArrayList<>();
        for (String header : RECIPIENT_HEADERS) {
            for (String value : headers.getOrDefault(header, List.of())) {
                for (InternetAddress address : addresses(value)) {
                    if (address.getAddress() != null && recipients.size() < MOST_RECIPIENTS) {
                        recipients.add(address.getAddress());
                    }
                }
            }
        }
        return recipients;
    }

    /** The sender, where exactly one is named. */
    private static Optional<ReceivedMail.Sender> sender(List<String> from) {
        if (from.size() != 1) {
            return Optional.empty();
        }
        InternetAddress[] addresses = addresses(from.getFirst());
        if (addresses.length != 1) {
            return Optional.empty();
        }
        String address = addresses[0].getAddress();
        if (address == null || address.length() > LONGEST_ADDRESS || !isPlain(address)) {
            return Optional.empty();
        }
        String name = addresses[0].getPersonal();
        String shown =
                name == null ? "" : words(name).replaceAll("\\p{Cntrl}", " ").strip();
        return Optional.of(new ReceivedMail.Sender(address, shown.isEmpty() || shown.contains("@") ? null : shown));
    }

    private static boolean isPlain(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.chars().noneMatch(character -> character <= ' ' || character == '<' || character == '>');
    }

    private static InternetAddress[] addresses(String value) {
        try {
            return InternetAddress.parseHeader(value, false);
        } catch (AddressException | RuntimeException broken) {
            return new InternetAddress[0];
        }
    }

    private static String words(String encoded) {
        try {
            return DecoderUtil.decodeEncodedWords(encoded, DecodeMonitor.SILENT)
                    .replaceAll("[\\p{Cntrl}&&[^\\t]]", " ")
                    .strip();
        } catch (RuntimeException broken) {
            return encoded;
        }
    }
}
