package org.relais.intake.attachment.storage;

import java.nio.file.Path;
import org.relais.intake.attachment.AttachmentStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    AttachmentStore attachmentStore(@Value("${relais.attachments.folder}") Path folder) {
        return new FolderStore(folder.resolve("kept"));
    }
}
