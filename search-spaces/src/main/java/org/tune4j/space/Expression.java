package org.tune4j.space;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the values of a variant, such as {@code config.lr * 10}, in Google's Common
 * Expression Language: it ends, and it can reach nothing but these values. Whole and real numbers
 * mix, and {@code pow}, {@code sqrt}, {@code exp}, {@code log}, {@code min}, {@code max}, {@code
 * round}, {@code floor} and {@code ceil} are there.
 *
 * <p>Immutable and thread-safe; equal when the texts are.
 */
public final class Expression {
  private final String text;
  private final CelRuntime.Program program;
  private final SortedSet<String> references;

  private Expression(String text, CelRuntime.Program program, SortedSet<String> references) {
    this.text = text;
    this.program = program;
    this.references = references;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException with what is wrong, on one line
   */
  public static Expression of(String text) {
    return of(text, List.of());
  }

  /**
   * Compiles an expression that may also read these names; {@link #evaluate} finds them beside the
   * roots.
   *
   * @throws IllegalArgumentException with what is wrong, on one line
   */
  static Expression of(String text, Collection<String> names) {
    if (text.length() > 10_000) {
      throw new IllegalArgumentException("is longer than 10000 characters");
    }
    try {
      CelAbstractSyntaxTree tree = ExpressionLanguage.compiler(names).compile(text).getAst();
      return new Expression(text, ExpressionLanguage.RUNTIME.createProgram(tree), references(tree));
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(issues(e), e);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The value over these roots ({@code config}, {@code env}, ...).
   *
   * @throws IllegalArgumentException with what is wrong, on one line
   */
  @Nullable Object evaluate(Map<String, @Nullable Object> roots) {
    try {
      return ExpressionLanguage.fromCel(
          program.eval(ExpressionLanguage.variables(roots, references)));
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(friendly(String.valueOf(e.getMessage())), e);
    }
  }

  /** What is wrong, on one line. */
  static String issues(CelValidationException e) {
    return e.getErrors().stream()
        .map(i -> friendly(i.getMessage()) + column(i.getSourceLocation().getColumn()))
        .distinct()
        .limit(3)
        .collect(Collectors.joining("; "));
  }

  private static String column(int fromZero) {
    return " at column " + (fromZero + 1);
  }

  /** What the library says, in the words of a user who knows nothing of overloads. */
  private static String friendly(String message) {
    return message
        .replaceFirst("(?s)^evaluation error[^:]*:\\d+: ", "")
        .replaceFirst(
            "(?is)(?:found )?no matching overload for (?:function )?'_?(.+?)_?'"
                + "(?: applied to '([^']*)')?.*",
            "$1 cannot take values of these kinds $2")
        .replaceFirst("undeclared reference to '(\\w+)'.*", "there is no name $1")
        .replaceFirst("key '(\\w+)' is not present in map\\.", "there is no value $1")
        .replaceFirst("(?s)expecting \\{.*", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** The paths that it reads: {@code config.lr}; a shorter path when a part of it is computed. */
  SortedSet<String> references() {
    return references;
  }

  private static SortedSet<String> references(CelAbstractSyntaxTree tree) {
    SortedSet<String> paths = new TreeSet<>();
    collect(CelNavigableAst.fromAst(tree).getRoot(), paths);
    return paths;
  }

  private static void collect(CelNavigableExpr node, SortedSet<String> paths) {
    String path = path(node.expr());
    if (path == null) {
      node.children().forEach(child -> collect(child, paths));
    } else {
      paths.add(path);
    }
  }

  private static @Nullable String path(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> {
        String operand = path(expr.select().operand());
        yield operand == null ? null : operand + "." + expr.select().field();
      }
      case CALL -> {
        String map = expr.call().function().equals("_[_]") ? path(expr.call().args().get(0)) : null;
        String key = map == null ? null : constantKey(expr.call().args().get(1));
        yield key == null ? null : map + "." + key;
      }
      default -> null;
    };
  }

  private static @Nullable String constantKey(CelExpr expr) {
    if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return null;
    }
    return switch (expr.constant().getKind()) {
      // A dot would look like two keys; then the whole map is what is read.
      case STRING_VALUE ->
          expr.constant().stringValue().contains(".") ? null : expr.constant().stringValue();
      case INT64_VALUE -> String.valueOf(expr.constant().int64Value());
      default -> null;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression expression && text.equals(expression.text);
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
