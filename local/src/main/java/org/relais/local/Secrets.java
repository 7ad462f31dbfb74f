package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.relais.identity.ClientSecrets;

/** Keys and passwords of one platform: made once, kept in files that only their owner can read. */
final class Secrets {

    /** Name of the Open311 key's holder. */
    static final String OPEN311 = "open311";

    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** Key that wraps the keys of the vault; 32 bytes in base64. */
    String masterKey() {
        return base64Key("vault-master-key");
    }

    /** Key that every client's secret is derived from; 32 bytes in base64. */
    String identityKey() {
        return base64Key("identity-key");
    }

    /** The key that an Open311 client shows; unlike a token it doesn't expire. */
    String open311Key() {
        return urlSafe("open311-key");
    }

    /** Password of a database role. */
    String databasePassword(String role) {
        return urlSafe("database-" + role);
    }

    /** Secret by which a client signs in at the issuer, and a department at Kafka. */
    String clientSecret(String clientId) {
        return ClientSecrets.ofKey(identityKey()).of(clientId);
    }

    private String urlSafe(String name) {
        return base64Key(name).replace("=", "").replace('+', '-').replace('/', '_');
    }

    private synchronized String base64Key(String name) {
        Path file = folder.resolve(name);
        try {
            // An empty one was never used: its maker was killed before it wrote.
            if (!Files.exists(file) || Files.size(file) == 0) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + file, e);
        }
    }

    /** A file that is there is whole: it is written aside, then moved. */
    private void make(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Files.createDirectories(folder, onlyOwner("rwx------"));
        Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".new", onlyOwner("rw-------"));
        Files.writeString(aside, Base64.getEncoder().encodeToString(key));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
