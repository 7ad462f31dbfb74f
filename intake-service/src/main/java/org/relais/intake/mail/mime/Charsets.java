package org.relais.intake.mail.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text from bytes: as declared where that is possible, else as what it most likely is. */
final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    static String decoded(byte[] bytes, @Nullable String declared) {
        Set<Charset> tried = new LinkedHashSet<>();
        Charset named = named(declared);
        if (named != null) {
            tried.add(named);
        }
        tried.add(StandardCharsets.UTF_8);
        for (Charset charset : tried) {
            try {
                return charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException isAnother) {
                // The next one may fit.
            }
        }
        return new String(bytes, WESTERN);
    }

    private static @Nullable Charset named(@Nullable String declared) {
        if (declared == null) {
            return null;
        }
        try {
            Charset charset = Charset.forName(declared.strip());
            return charset.equals(StandardCharsets.ISO_8859_1) ? WESTERN : charset;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
