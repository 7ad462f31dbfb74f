package org.relais.intake;

import org.relais.platform.masking.ContactDetailMask;
import org.relais.platform.masking.PhoneNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MaskingConfiguration {

    @Bean
    ContactDetailMask contactDetailMask() {
        return new ContactDetailMask();
    }

    @Bean
    PhoneNumbers phoneNumbers() {
        return new PhoneNumbers();
    }
}
