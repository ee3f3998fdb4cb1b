package dev.starling.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PlotTest {
    @Test
    void drawsOneCurveForEachWithItsPointsInOrder() throws Exception {
        Map<String, Map<Integer, Double>> curves =
                new TreeMap<>(
                        Map.of(
                                "A, 1 link", new TreeMap<>(Map.of(1, 1.0, 100, 100.0)),
                                "B, 1 link", new TreeMap<>(Map.of(1, 10.0, 100, 10.0))));
        String svg = Plot.svg(curves, "x", "y");
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        // From the corner to the opposite one; level through the middle.
        assertThat(svg).contains("70.0,500.0 640.0,20.0").contains("70.0,260.0 640.0,260.0");
        assertThat(svg).contains(">A, 1 link<").contains(">B, 1 link<");
    }
}
