package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void staySameFromRunToRun() {
        Secrets first = new Secrets(folder.resolve("secrets"));
        Secrets second = new Secrets(folder.resolve("secrets"));

        assertThat(second.masterKey()).isEqualTo(first.masterKey()).hasSize(44);
        assertThat(second.clientSecret("voirie")).isEqualTo(first.clientSecret("voirie"));
    }

    @Test
    void differFromOneAnother() {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        assertThat(secrets.clientSecret("voirie")).isNotEqualTo(secrets.clientSecret("proprete"));
        assertThat(secrets.databasePassword("intake")).isNotEqualTo(secrets.databasePassword("routing"));
    }

    @Test
    void areReadByTheirOwnerAlone() throws Exception {
        new Secrets(folder.resolve("secrets")).masterKey();

        Path file = folder.resolve("secrets/vault-master-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void areMadeAgainWhereAKillLeftOneEmpty() throws Exception {
        Secrets secrets = new Secrets(folder.resolve("secrets"));
        secrets.masterKey();
        Path killed = Files.createFile(folder.resolve("secrets/identity-key"));

        String secret = secrets.clientSecret("voirie");

        assertThat(new Secrets(folder.resolve("secrets")).clientSecret("voirie"))
                .isEqualTo(secret);
        assertThat(killed).isNotEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(killed)))
                .isEqualTo("rw-------");
        assertThat(Files.list(folder.resolve("secrets"))).hasSize(2);
    }
}
