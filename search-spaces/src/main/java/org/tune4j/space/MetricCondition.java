package org.tune4j.space;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition over the metrics of a result, such as {@code loss < 0.1 && training_iteration > 5},
 * in the language of {@link Expression}. Every metric is a real number, and what does not fit that
 * is found when it is compiled. A metric inside of others is written with dots ({@code
 * info.learner.kl}, where the metric is {@code info/learner/kl}), and one with an odd name as
 * {@code metrics["train/top-1"]}.
 *
 * <p>Immutable and thread-safe; equal when the texts are.
 */
public final class MetricCondition {
  /** The map of all metrics. */
  private static final String ALL = "metrics";

  private final String text;
  private final CelRuntime.Program program;
  private final SortedMap<String, String> variables;
  private final SortedSet<String> keys;

  /**
   * Checked by {@link #of}.
   *
   * @param variables metrics by the names that stand for them in the text
   * @param keys metrics that are read as {@code metrics["..."]}
   */
  private MetricCondition(
      String text,
      CelRuntime.Program program,
      SortedMap<String, String> variables,
      SortedSet<String> keys) {
    this.text = text;
    this.program = program;
    this.variables = variables;
    this.keys = keys;
  }

  /**
   * Compiles a condition.
   *
   * @throws IllegalArgumentException with what is wrong, on one line
   */
  public static MetricCondition of(String text) {
    if (text.length() > 10_000) {
      throw new IllegalArgumentException("is longer than 10000 characters");
    }
    try {
      CelAbstractSyntaxTree parsed = ExpressionLanguage.NAMELESS.parse(text).getAst();
      SortedMap<String, String> variables = new TreeMap<>();
      SortedSet<String> keys = new TreeSet<>();
      collect(CelNavigableAst.fromAst(parsed).getRoot(), variables, keys);
      CelAbstractSyntaxTree tree = compiler(variables.keySet()).compile(text).getAst();
      if (!tree.getResultType().equals(SimpleType.BOOL)) {
        throw new IllegalArgumentException(
            "must be true or false, not a " + tree.getResultType().name());
      }
      return new MetricCondition(
          text, ExpressionLanguage.RUNTIME.createProgram(tree), variables, keys);
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(Expression.issues(e), e);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static CelCompiler compiler(Iterable<String> variables) {
    CelCompilerBuilder compiler = ExpressionLanguage.NAMELESS.toCompilerBuilder();
    compiler.addVar(ALL, MapType.create(SimpleType.STRING, SimpleType.DOUBLE));
    variables.forEach(name -> compiler.addVar(name, SimpleType.DOUBLE));
    return compiler.build();
  }

  private static void collect(
      CelNavigableExpr node, SortedMap<String, String> variables, SortedSet<String> keys) {
    String key = key(node.expr());
    String path = path(node.expr());
    if (key != null) {
      keys.add(key);
    } else if (path == null) {
      node.children().forEach(child -> collect(child, variables, keys));
    } else if (path.equals(ALL) || path.startsWith(ALL + ".")) {
      throw new IllegalArgumentException("metrics must be followed by a name: metrics[\"NAME\"]");
    } else {
      variables.put(path, path.replace('.', '/'));
    }
  }

  /** What stands in {@code metrics["..."]}; {@code null} for anything else. */
  private static @Nullable String key(CelExpr expr) {
    if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL
        || !expr.call().function().equals("_[_]")
        || !ALL.equals(path(expr.call().args().get(0)))) {
      return null;
    }
    CelExpr key = expr.call().args().get(1);
    return key.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? key.constant().stringValue()
        : null;
  }

  private static @Nullable String path(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> {
        String operand = path(expr.select().operand());
        yield operand == null ? null : operand + "." + expr.select().field();
      }
      default -> null;
    };
  }

  /** The metrics that it reads. */
  public SortedSet<String> metrics() {
    SortedSet<String> metrics = new TreeSet<>(keys);
    metrics.addAll(variables.values());
    return Collections.unmodifiableSortedSet(metrics);
  }

  /**
   * Whether it is true of these metrics. Where one that decides is not there, it is not: {@code
   * loss < 0.1 || accuracy > 0.9} may be true without an accuracy, {@code !(accuracy < 0.9)} not.
   *
   * @param metrics the value of each metric; {@code null} when it is not there
   */
  public boolean holds(Function<String, @Nullable Double> metrics) {
    Map<String, Object> values = new TreeMap<>();
    variables.forEach(
        (variable, metric) -> {
          Double value = metrics.apply(metric);
          if (value != null) {
            values.put(variable, value);
          }
        });
    Map<String, Object> named = new TreeMap<>();
    for (String key : keys) {
      Double value = metrics.apply(key);
      if (value != null) {
        named.put(key, value);
      }
    }
    values.put(ALL, named);
    try {
      return Boolean.TRUE.equals(program.eval(values));
    } catch (CelEvaluationException e) {
      return false; // it needs what is not there
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricCondition condition && text.equals(condition.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text that it was compiled from. */
  @Override
  public String toString() {
    return text;
  }
}
