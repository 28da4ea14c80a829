package org.tune4j.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes the tree of one text from snakeyaml's events. (Jackson's own token stream does not say
 * whether a scalar was quoted, so {@code "1e-4"} and {@code 1e-4} would be the same.)
 */
final class YamlComposer {
  private static final int MAX_DEPTH = 100;

  /**
   * How many values aliases may repeat in all; nine levels of nine aliases would be 387 million.
   */
  private static final int MAX_REPEATED = 100_000;

  private record Anchored(Node node, int size) {}

  private final Parser parser;
  private final String file;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private Place last;
  private int size;
  private int repeated;

  YamlComposer(String text, String file, Problems problems) {
    this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    this.file = file;
    this.problems = problems;
    this.last = new Place(file, 1, 1);
  }

  /**
   * The whole document.
   *
   * @throws InvalidInputException when reading cannot go on
   */
  Node.Mapping document() {
    next(); // the stream's start
    if (next().is(Event.ID.StreamEnd)) {
      throw stop(last, "yaml: the file is empty", null);
    }
    Node root = node(next(), 0);
    next(); // the document's end
    if (!next().is(Event.ID.StreamEnd)) {
      problems.add(
          last,
          "yaml: a file holds one document",
          "put all sweeps under keys of the first document");
    }
    if (root instanceof Node.Mapping map) {
      return map;
    }
    throw stop(root.place(), "yaml: the file must be a map of names to sweeps", null);
  }

  private Node node(Event event, int depth) {
    Place place = last;
    if (depth > MAX_DEPTH) {
      throw stop(place, "yaml: nested deeper than " + MAX_DEPTH + " levels", null);
    }
    if (event instanceof AliasEvent alias) {
      return repeated(alias, place);
    }
    int before = size++;
    Node node =
        switch (event) {
          case ScalarEvent scalar -> YamlScalars.scalar(scalar, place, problems);
          case SequenceStartEvent list -> sequence(place, depth);
          case MappingStartEvent map -> mapping(place, depth);
          default -> throw stop(place, "yaml: a value is missing", null);
        };
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, size - before));
    }
    return node;
  }

  private Node repeated(AliasEvent alias, Place place) {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw stop(
          place,
          "yaml: *%s: no anchor &%s stands before it"
              .formatted(alias.getAnchor(), alias.getAnchor()),
          Problems.useNearest(alias.getAnchor(), anchors.keySet()));
    }
    size += anchored.size();
    repeated += anchored.size();
    if (repeated > MAX_REPEATED) {
      throw stop(place, "yaml: aliases repeat more than %d values".formatted(MAX_REPEATED), null);
    }
    return anchored.node();
  }

  private Node sequence(Place place, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event e = next(); !e.is(Event.ID.SequenceEnd); e = next()) {
      items.add(node(e, depth + 1));
    }
    return new Node.Sequence(place, items);
  }

  private Node mapping(Place place, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (Event e = next(); !e.is(Event.ID.MappingEnd); e = next()) {
      Place keyPlace = last;
      boolean merge = e instanceof ScalarEvent s && s.isPlain() && s.getValue().equals("<<");
      String key = key(e, depth);
      Node value = node(next(), depth + 1);
      if (merge) {
        merged.add(value);
      } else if (key != null) {
        Node.Entry first = entries.putIfAbsent(key, new Node.Entry(keyPlace, value));
        if (first != null) {
          problems.add(
              keyPlace,
              "yaml: %s: is there twice, first at %s".formatted(key, first.keyPlace()),
              "delete one of them");
        }
      }
    }
    merged.forEach(node -> merge(node, entries));
    return new Node.Mapping(place, entries);
  }

  /** A key as it is written, be it {@code 1} or {@code on}; {@code null} when it is no text. */
  private @Nullable String key(Event event, int depth) {
    Place place = last;
    if (event instanceof ScalarEvent scalar && !scalar.getValue().isEmpty()) {
      node(event, depth + 1); // it may carry an anchor
      return scalar.getValue();
    }
    if (node(event, depth + 1) instanceof Node.Scalar alias
        && alias.value() instanceof String text
        && !text.isEmpty()) {
      return text;
    }
    problems.add(place, "yaml: a key must be a text", null);
    return null;
  }

  private void merge(Node from, Map<String, Node.Entry> into) {
    switch (from) {
      case Node.Mapping map -> map.entries().forEach(into::putIfAbsent);
      case Node.Sequence maps when maps.items().stream().allMatch(Node.Mapping.class::isInstance) ->
          maps.items().forEach(map -> merge(map, into));
      default -> problems.add(from.place(), "yaml: <<: must be a map or a list of maps", null);
    }
  }

  /** The next event; its place is then the last one. */
  private Event next() {
    try {
      Event event = parser.getEvent();
      last = place(event.getStartMark());
      return event;
    } catch (MarkedYAMLException e) {
      throw broken(e);
    } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Escapes such as \UFFFFFFFF end in one of these.
      throw stop(last, "yaml: this or what follows it is no YAML", null);
    }
  }

  private InvalidInputException broken(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    String what = e.getProblem() == null ? "is broken here" : e.getProblem();
    String maybe = null;
    if (what.contains("TAB")) {
      maybe = "indent with spaces, not tabs";
    } else if (what.contains("mapping values are not allowed")) {
      maybe = "put the text that holds a colon between quotes, or check the indentation";
    } else if (what.contains("<block end>") || what.contains("could not find expected ':'")) {
      maybe = "check the indentation, or a bracket or quote is not closed";
    }
    return stop(mark == null ? last : place(mark), "yaml: " + what.strip(), maybe);
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static InvalidInputException stop(Place place, String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem(message, place, maybe));
  }
}
