package org.relais.local.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How a file is written: what separates its fields, and what its bytes mean. */
record CsvFormat(char delimiter, Charset encoding) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int SAMPLE = 64 * 1024;

    /** What the mapping says, and the rest as the file looks. */
    static CsvFormat of(Path file, @Nullable Character delimiter, @Nullable Charset encoding) throws IOException {
        Charset charset = encoding != null ? encoding : isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
        return new CsvFormat(delimiter != null ? delimiter : delimiterOf(file, charset), charset);
    }

    /** Reads as far as it takes: a single word in another encoding may stand anywhere. */
    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
        CharBuffer characters = CharBuffer.allocate(SAMPLE);
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = count < 0;
                bytes.position(bytes.position() + Math.max(0, count)).flip();
                CoderResult result = decoder.decode(bytes, characters.clear(), end);
                if (result.isError()) {
                    return false;
                }
                bytes.compact();
            }
        }
        return true;
    }

    /** The candidate that the first line has most of, outside quotes. */
    private static char delimiterOf(Path file, Charset charset) throws IOException {
        String sample;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            sample = new String(in.readNBytes(SAMPLE), charset);
        }
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted) {
                commas += c == ',' ? 1 : 0;
                semicolons += c == ';' ? 1 : 0;
                tabs += c == '\t' ? 1 : 0;
            }
        }
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
