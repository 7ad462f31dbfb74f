package org.relais.intake.action.web;

import org.relais.intake.action.ActOnRequest;
import org.relais.intake.action.EraseRequester;
import org.relais.intake.action.Erasures;
import org.relais.intake.action.Facts;
import org.relais.intake.action.JoinRequest;
import org.relais.intake.action.Keys;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.MaskedWords;
import org.relais.intake.filing.RequesterRules;
import org.relais.intake.territory.Territories;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.intake.vault.Vault;
import org.relais.platform.identifier.Identifiers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ActionConfiguration {

    @Bean
    ActOnRequest actOnRequest(
            TrackedRequests requests,
            Derivations derivations,
            Keys keys,
            Territories territories,
            MaskedWords maskedWords,
            Vault vault,
            AttachmentRules attachmentRules,
            Facts facts,
            Identifiers identifiers) {
        return new ActOnRequest(
                requests,
                derivations,
                keys,
                territories,
                maskedWords,
                vault,
                attachmentRules,
                facts,
                identifiers::next);
    }

    @Bean
    JoinRequest joinRequest(
            TrackedRequests requests,
            Derivations derivations,
            RequesterRules requesterRules,
            Territories territories,
            MaskedWords maskedWords,
            Vault vault,
            Facts facts,
            Identifiers identifiers) {
        return new JoinRequest(
                requests, derivations, requesterRules, territories, maskedWords, vault, facts, identifiers::next);
    }

    @Bean
    Keys keys(Derivations derivations, Erasures erasures) {
        return new Keys(derivations, erasures);
    }

    @Bean
    EraseRequester eraseRequester(
            TrackedRequests requests,
            Keys keys,
            Territories territories,
            MaskedWords maskedWords,
            Vault vault,
            Erasures erasures,
            Identifiers identifiers) {
        return new EraseRequester(requests, keys, territories, maskedWords, vault, erasures, identifiers::next);
    }
}
