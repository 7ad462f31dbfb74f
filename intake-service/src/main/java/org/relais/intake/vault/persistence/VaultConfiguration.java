package org.relais.intake.vault.persistence;

import java.security.SecureRandom;
import org.relais.intake.vault.ContactReads;
import org.relais.intake.vault.ContactSeal;
import org.relais.intake.vault.InstallationSecret;
import org.relais.intake.vault.MasterKeys;
import org.relais.intake.vault.Persons;
import org.relais.intake.vault.Vault;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

    @Bean
    MasterKeys masterKeys(VaultSettings settings) {
        return new MasterKeys(settings.masterKeys(), new SecureRandom());
    }

    @Bean
    Vault vault(MasterKeys masterKeys, Persons persons, ContactReads reads) {
        return new Vault(new ContactSeal(masterKeys), persons, reads);
    }

    @Bean
    InstallationSecret installationSecret(MasterKeys masterKeys, JdbcClient database) {
        return new StoredInstallationSecret(database, masterKeys).loadOrMake();
    }
}
