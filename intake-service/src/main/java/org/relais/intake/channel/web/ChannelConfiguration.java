package org.relais.intake.channel.web;

import org.relais.intake.action.ActOnRequest;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.channel.ContactAttachments;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.channel.KeptPictures;
import org.relais.intake.channel.KnownPlaces;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.limit.FilingLimits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    @Bean
    ReceiveContact receiveContact(
            SubmitServiceRequest submitServiceRequest,
            ActOnRequest actOnRequest,
            Derivations derivations,
            ContactLedger ledger,
            ContactAttachments attachments,
            KnownPlaces knownPlaces,
            FilingLimits limits,
            @Value("${relais.channels.most-an-hour:20}") int mostAnHour) {
        return new ReceiveContact(
                submitServiceRequest,
                actOnRequest,
                derivations,
                ledger,
                attachments,
                knownPlaces,
                (channel, place) -> limits.countChannel(
                                channel,
                                place == null ? null : place.latitude(),
                                place == null ? null : place.longitude())
                        .isZero(),
                mostAnHour);
    }

    @Bean
    ContactAttachments contactAttachments(StoreAttachment storeAttachment) {
        return new KeptPictures(storeAttachment);
    }
}
