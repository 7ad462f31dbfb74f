package org.relais.platform.document;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Published documents, for every service that has a database and is told where they come from. */
@AutoConfiguration(afterName = "org.relais.platform.outbox.OutboxAutoConfiguration")
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(DocumentSettings.class)
class DocumentAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean({PublishedDocuments.class, DocumentFollower.class})
    DocumentLibrary documentLibrary(JdbcTemplate jdbc, DocumentSettings settings) {
        return new DocumentLibrary(new DocumentStore(jdbc), new DocumentSource(settings.url()), settings);
    }

    @Bean
    @ConditionalOnProperty("relais.documents.url")
    DocumentHealth documentsHealthIndicator(PublishedDocuments documents) {
        return new DocumentHealth(documents);
    }
}
