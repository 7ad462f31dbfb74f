package org.relais.routing.suggestion.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.relais.routing.suggestion.TextIndexes;

/** Lucene's analysis of each language, and BM25 over an index in memory. */
public final class LuceneTexts implements TextIndexes {

    private static final String TERMS = "terms";

    /** How many hits are counted: nobody asks. */
    private static final int COUNTED = 1;

    private static final FieldType WHETHER_IT_HOLDS_A_TERM = new FieldType();

    static {
        // With how often, though it is once: without, Lucene can't tell which texts it need not look at.
        WHETHER_IT_HOLDS_A_TERM.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WHETHER_IT_HOLDS_A_TERM.setTokenized(true);
        WHETHER_IT_HOLDS_A_TERM.freeze();
    }

    /** A text may be in any of the languages: it is taken apart in each, and what is a stop word in one is none in the others. */
    @Override
    public WordAnalysis analysis(List<String> languages) {
        CharArraySet stopWords = new CharArraySet(512, true);
        stopWords.addAll(languages.contains("fr") ? FrenchAnalyzer.getDefaultStopSet() : CharArraySet.EMPTY_SET);
        stopWords.addAll(languages.contains("en") ? EnglishAnalyzer.getDefaultStopSet() : CharArraySet.EMPTY_SET);
        List<Analyzer> analyzers = languages.stream()
                .<Analyzer>map(language -> switch (language) {
                    case "fr" -> new FrenchAnalyzer(stopWords);
                    case "en" -> new EnglishAnalyzer(stopWords);
                    default -> new StandardAnalyzer(stopWords);
                })
                .toList();
        return text -> {
            Map<String, String> terms = new LinkedHashMap<>();
            analyzers.forEach(analyzer -> collect(analyzer, text, terms));
            return terms;
        };
    }

    private static void collect(Analyzer analyzer, String text, Map<String, String> terms) {
        try (TokenStream tokens = analyzer.tokenStream(TERMS, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute at = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.putIfAbsent(
                        folded(term),
                        text.substring(at.startOffset(), at.endOffset()).toLowerCase(Locale.ROOT));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without accents, which many leave out in writing. */
    private static String folded(CharTermAttribute term) {
        char[] folded = new char[term.length() * 4];
        return new String(folded, 0, ASCIIFoldingFilter.foldToASCII(term.buffer(), 0, folded, 0, term.length()));
    }

    @Override
    public Likeness over(List<Set<String>> texts) {
        try {
            ByteBuffersDirectory memory = new ByteBuffersDirectory();
            // Merges neighbours only, so that numbers stay those of the list.
            IndexWriterConfig inOrder =
                    new IndexWriterConfig(new WhitespaceAnalyzer()).setMergePolicy(new LogDocMergePolicy());
            try (IndexWriter writer = new IndexWriter(memory, inOrder)) {
                for (Set<String> text : texts) {
                    Document document = new Document();
                    document.add(new Field(TERMS, String.join(" ", text), WHETHER_IT_HOLDS_A_TERM));
                    writer.addDocument(document);
                }
                // One segment, so that scores depend on nothing but the texts.
                writer.forceMerge(1);
            }
            IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(memory));
            searcher.setQueryCache(null);
            return (terms, most) -> nearest(searcher, terms, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Near> nearest(IndexSearcher searcher, Set<String> terms, int most) {
        BooleanQuery.Builder anyOfThem = new BooleanQuery.Builder();
        terms.forEach(term -> anyOfThem.add(new TermQuery(new Term(TERMS, term)), BooleanClause.Occur.SHOULD));
        try {
            List<Near> nearest = new ArrayList<>();
            for (ScoreDoc found :
                    searcher.search(anyOfThem.build(), new TopScoreDocCollectorManager(most, COUNTED)).scoreDocs) {
                nearest.add(new Near(found.doc, found.score));
            }
            return nearest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
