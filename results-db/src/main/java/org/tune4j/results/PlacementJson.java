package org.tune4j.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.yaml.Json;

/** Requests and placements as JSON, in the words of a sweep file. */
final class PlacementJson {
  private PlacementJson() {}

  /** {@code {"bundles":[{"cpu":1.0,"licence":2.0}],"strategy":"PACK"}}. */
  static String write(PlacementGroup group) {
    return Json.write(
        Map.of(
            "bundles", group.bundles().stream().map(PlacementJson::resources).toList(),
            "strategy", group.strategy().name()));
  }

  static PlacementGroup readGroup(String json) {
    Map<String, @Nullable Object> group = Json.readObject(json);
    return new PlacementGroup(
        list(group.get("bundles")).stream().map(PlacementJson::resources).toList(),
        Strategy.valueOf(text(group, "strategy")));
  }

  /** {@code [{"gpus":["0"],"member":"a:5701","resources":{"cpu":1.0,"gpu":1.0}}]}, as a list. */
  static List<Map<String, Object>> slots(Placement placement) {
    return placement.slots().stream().map(PlacementJson::slot).toList();
  }

  static Placement readSlots(@Nullable Object slots) {
    return new Placement(list(slots).stream().map(PlacementJson::readSlot).toList());
  }

  static String write(Placement placement) {
    return Json.write(Map.of("slots", slots(placement)));
  }

  static Placement readPlacement(String json) {
    return readSlots(Json.readObject(json).get("slots"));
  }

  /** {@code [{"count":2,"each":{"cpu":8.0}}]}, as a list. */
  static List<Map<String, Object>> members(List<SweepEvent.Members> members) {
    return members.stream()
        .map(m -> Map.<String, Object>of("count", m.count(), "each", resources(m.each())))
        .toList();
  }

  static List<SweepEvent.Members> readMembers(@Nullable Object value) {
    return list(value).stream()
        .map(PlacementJson::map)
        .map(m -> new SweepEvent.Members(amount(m, "count").intValue(), resources(m.get("each"))))
        .toList();
  }

  private static Map<String, Object> slot(Placement.Slot slot) {
    Map<String, Object> map = new TreeMap<>();
    map.put("member", slot.member());
    map.put("resources", resources(slot.resources()));
    if (!slot.gpus().isEmpty()) {
      map.put("gpus", slot.gpus());
    }
    return map;
  }

  private static Placement.Slot readSlot(@Nullable Object value) {
    Map<String, @Nullable Object> slot = map(value);
    List<String> gpus = list(slot.get("gpus")).stream().map(String::valueOf).toList();
    return new Placement.Slot(text(slot, "member"), resources(slot.get("resources")), gpus);
  }

  private static Map<String, Object> resources(Resources resources) {
    Map<String, Object> map = new LinkedHashMap<>(resources.custom());
    if (resources.cpu() > 0) {
      map.put("cpu", resources.cpu());
    }
    if (resources.gpu() > 0) {
      map.put("gpu", resources.gpu());
    }
    if (resources.memory() > 0) {
      map.put("memory", resources.memory());
    }
    return map;
  }

  private static Resources resources(@Nullable Object value) {
    Map<String, @Nullable Object> amounts = map(value);
    SortedMap<String, Double> custom = new TreeMap<>();
    for (String name : amounts.keySet()) {
      if (Resources.isName(name)) {
        custom.put(name, amount(amounts, name).doubleValue());
      }
    }
    return new Resources(
        amount(amounts, "cpu").doubleValue(),
        amount(amounts, "gpu").doubleValue(),
        amount(amounts, "memory").longValue(),
        custom);
  }

  private static Number amount(Map<String, @Nullable Object> amounts, String name) {
    return amounts.get(name) instanceof Number number ? number : 0;
  }

  private static String text(Map<String, @Nullable Object> map, String key) {
    return Objects.requireNonNull((String) map.get(key), key);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  @SuppressWarnings("unchecked") // JSON objects have texts for keys
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
