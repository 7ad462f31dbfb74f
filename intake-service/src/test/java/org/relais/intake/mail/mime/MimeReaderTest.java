package org.relais.intake.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.intake.mail.ReceivedMail;

/** Nothing that stands in a mail makes the reader fail, and words that stand in it are found. */
class MimeReaderTest {

    private static final int MOST_TEXT = 4_000_000;

    private final MimeReader reader = new MimeReader();

    static Stream<String> readable() {
        return Corpus.readable().keySet().stream();
    }

    static Stream<String> wordless() {
        return Corpus.wordless().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void findsTheWords(String name) {
        ReceivedMail mail = readable(name);

        assertThat(mail.subject() + " " + mail.text()).as(name).contains(Corpus.WORDS);
        assertThat(mail.unreadable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("wordless")
    void makesNothingUp(String name) {
        ReceivedMail mail = reader.read(Objects.requireNonNull(Corpus.wordless().get(name)));

        assertThat(mail.text()).as(name).doesNotContain(Corpus.WORDS);
        assertThat(mail.unreadable()).isEqualTo(name.startsWith("encrypted"));
    }

    @Test
    void takesFilesButNoSignatures() {
        assertThat(readable("related within alternative within mixed").attachments())
                .extracting(file -> file.name())
                .containsExactly("", "trou.jpg");
        assertThat(readable("signed by S/MIME").attachments()).isEmpty();
        assertThat(readable("file name that climbs").attachments())
                .extracting(file -> file.name())
                .allSatisfy(file -> assertThat(file).doesNotContain("/"));
        assertThat(readable("many parts"))
                .satisfies(mail -> assertThat(mail.attachments()).hasSize(20))
                .satisfies(mail -> assertThat(mail.cut()).isPositive());
    }

    @Test
    void knowsNoSenderWhereSeveralOrNoneAreNamed() {
        for (String name : List.of("several senders", "no sender", "nonsense sender", "sender in a group")) {
            assertThat(readable(name).from()).as(name).isNull();
        }
    }

    @Test
    void readsNamesAndAddressesAsTheyAreMeant() {
        ReceivedMail mail = reader.read(("From: =?utf-8?Q?Zo=C3=A9_L=C3=A9a?= <zoe@canari.example>\r\n"
                        + "To: \"Demandes, Ville\" <demandes+abc@testville.example>, x@y.example\r\n"
                        + "Cc: z@y.example\r\n"
                        + "Subject: =?iso-8859-1?Q?Caf=E9?=\r\n"
                        + " =?iso-8859-1?Q?_noir?=\r\n\r\n"
                        + "Bonjour")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(mail.from()).isEqualTo(new ReceivedMail.Sender("zoe@canari.example", "Zoé Léa"));
        assertThat(mail.recipients()).containsExactly("demandes+abc@testville.example", "x@y.example", "z@y.example");
        assertThat(mail.subject()).isEqualTo("Café noir");
        assertThat(mail.text()).isEqualTo("Bonjour");
    }

    @Test
    void marksQuotationsOfHtmlAsPlainTextDoes() {
        ReceivedMail mail =
                reader.read("Content-Type: text/html\r\n\r\n<p>Oui.</p><blockquote><p>Où&nbsp;?</p></blockquote>"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(mail.text()).isEqualTo("Oui.\n> Où ?");
    }

    @Property(tries = 400)
    void readsAnyBytes(@ForAll byte[] raw) {
        assertThatCode(() -> reader.read(raw)).doesNotThrowAnyException();
    }

    @Property(tries = 800)
    void readsAnyMailWithAnyPartOfItChanged(
            @ForAll("mails") byte[] raw, @ForAll @IntRange(max = 8) int changes, @ForAll long seed) {
        byte[] changed = changed(raw, changes, seed);

        ReceivedMail mail = reader.read(changed);

        assertThat(mail.text().length()).isLessThan(MOST_TEXT);
        assertThat(mail.attachments()).hasSizeLessThanOrEqualTo(20);
        assertThat(mail.rawHash()).hasSize(64);
    }

    @Property(tries = 300)
    void findsTheWordsHoweverPartsAreNested(@ForAll("structures") String mail) {
        ReceivedMail read = reader.read(mail.getBytes(StandardCharsets.UTF_8));

        assertThat(read.text()).contains(Corpus.WORDS);
    }

    /** Small ones: the same changes cost more time on large ones and show nothing else. */
    @Provide
    Arbitrary<byte[]> mails() {
        List<byte[]> mails = new ArrayList<>(Corpus.readable().values());
        mails.addAll(Corpus.wordless().values());
        return Arbitraries.of(mails.stream().filter(raw -> raw.length < 20_000).toList());
    }

    @Provide
    Arbitrary<String> structures() {
        return structure(0);
    }

    private ReceivedMail readable(String name) {
        return reader.read(Objects.requireNonNull(Corpus.readable().get(name)));
    }

    private static Arbitrary<String> structure(int depth) {
        Arbitrary<String> leaf = Arbitraries.of(
                "Content-Type: text/plain\r\n\r\n" + Corpus.WORDS,
                "Content-Type: text/html\r\n\r\n<p>" + Corpus.WORDS + "</p>",
                "\r\n" + Corpus.WORDS);
        if (depth > 6) {
            return leaf;
        }
        Arbitrary<String> branch = Arbitraries.lazy(() -> structure(depth + 1))
                .flatMap(inner -> Arbitraries.of("mixed", "alternative", "related", "signed")
                        .map(subtype -> "Content-Type: multipart/" + subtype + "; boundary=b" + depth
                                + "x\r\n\r\npreamble\r\n--b" + depth + "x\r\n" + inner + "\r\n--b" + depth
                                + "x--\r\nepilogue"));
        return Arbitraries.oneOf(leaf, branch, branch);
    }

    private static byte[] changed(byte[] raw, int changes, long seed) {
        var random = new java.util.Random(seed);
        byte[] bytes = raw.clone();
        for (int change = 0; change < changes && bytes.length > 1; change++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
                default ->
                    bytes = joined(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 9), bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
