package org.relais.intake.filing.web;

import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.Filings;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.filing.RequesterRules;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.territory.Territories;
import org.relais.intake.vault.InstallationSecret;
import org.relais.intake.vault.Vault;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.masking.ContactDetailMask;
import org.relais.platform.masking.PhoneNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FilingConfiguration {

    @Bean
    Derivations derivations(InstallationSecret secret) {
        return new Derivations(secret);
    }

    @Bean
    RequesterRules requesterRules(PhoneNumbers phones) {
        return new RequesterRules(
                (written, region) -> phones.international(written, region).orElse(null));
    }

    @Bean
    MaskedWords maskedWords(ContactDetailMask mask) {
        return new MaskedWords(mask);
    }

    @Bean
    PlaceNotices placeNotices(Territories territories) {
        return new PlaceNotices(territories);
    }

    @Bean
    SubmitServiceRequest submitServiceRequest(
            Territories territories,
            PlaceNotices placeNotices,
            RequesterRules requesterRules,
            AttachmentRules attachmentRules,
            MaskedWords maskedWords,
            Derivations derivations,
            Vault vault,
            Filings filings,
            Identifiers identifiers) {
        return new SubmitServiceRequest(
                territories,
                placeNotices,
                requesterRules,
                attachmentRules,
                maskedWords,
                derivations,
                vault,
                filings,
                identifiers::next);
    }
}
