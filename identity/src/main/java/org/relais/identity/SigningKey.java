package org.relais.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that signs tokens, kept in a file that only its owner reads. The first instance to start makes it; others that share
 * the file use the same.
 */
final class SigningKey {

    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);
    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey in(Path file) throws IOException {
        var folder = file.toAbsolutePath().resolve("..").normalize();
        Files.createDirectories(folder);
        try (var channel = FileChannel.open(
                        folder.resolve(file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (Files.notExists(file)) {
                write(folder, file);
                log.info("Made a new key to sign tokens with");
            }
            return RSAKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new IOException(file + " holds no RSA key in JWK form: put the right file back, or remove it", e);
        }
    }

    /** A file that is there is whole: it is written aside, then moved. Temporary files are readable by their owner only. */
    private static void write(Path folder, Path file) throws IOException {
        var aside = Files.createTempFile(folder, "signing-key", ".new");
        if (Files.getFileStore(aside).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(aside, newKey().toJSONString());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is missing from this Java runtime", e);
        }
    }
}
