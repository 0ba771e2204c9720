namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>Every rule finds what it is for, and only that.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("Sweeps", "<ProjectReference Include='../Orchestrator.Journal/Orchestrator.Journal.csproj' />", 1)]
    [InlineData(
        "Coordinator", "<ProjectReference Include='../Orchestrator.Training/Orchestrator.Training.csproj' />", 1)]
    [InlineData("Worker", "<ProjectReference Include='..\\Orchestrator.Journal\\Orchestrator.Journal.csproj' />", 1)]
    [InlineData("Training", "<ProjectReference Include='../StandIns/TorchSharp/TorchSharp.csproj' />", 1)]
    [InlineData("Newcomer", "<ProjectReference Include='../Orchestrator.Sweeps/Orchestrator.Sweeps.csproj' />", 1)]
    [InlineData("Reports", "<UsesTorchSharp>true</UsesTorchSharp>", 1)]
    [InlineData("Training", "<UsesTorchSharp>true</UsesTorchSharp>", 0)]
    [InlineData("Worker", "<ProjectReference Include='../Orchestrator.Training/Orchestrator.Training.csproj' />", 0)]
    public void References_rule_on_a_project_finds_what_it_may_not_use(string project, string item, int findings) =>
        Assert.Equal(findings, ReferenceRules.Check(new(
            $"src/Orchestrator.{project}/Orchestrator.{project}.csproj", $"<Project><X>{item}</X></Project>")).Count());

    [Theory]
    [InlineData("src/A.cs", 400, 0)]
    [InlineData("src/A.cs", 401, 1)]
    [InlineData("src/a.cpp", 401, 1)]
    [InlineData("tests/A.cs", 600, 0)]
    [InlineData("tests/A.cs", 601, 1)]
    public void File_length_rule_at_the_limit_finds_the_line_too_many(string path, int lines, int findings) =>
        Assert.Equal(findings, LengthRules.Files(new(path, new string('\n', lines))).Count());

    [Theory]
    [InlineData(67, 0)]
    [InlineData(68, 1)]
    public void Member_length_rule_at_the_limit_finds_the_line_too_many(int lines, int findings) =>
        Assert.Equal(findings, LengthRules.Members(
            new("src/A.cs", $"class A\n{{\n    void M()\n    {{{new string('\n', lines + 1)}    }}\n}}\n")).Count());

    [Theory]
    [InlineData("src/A.cs", 120, 0)]
    [InlineData("src/A.cs", 121, 1)]
    [InlineData("tests/A.cs", 140, 0)]
    [InlineData("tests/A.cs", 141, 1)]
    public void Line_length_rule_at_the_limit_finds_the_column_too_many(string path, int columns, int findings) =>
        Assert.Equal(findings, LengthRules.Lines(new(path, $"a\n{new string('x', columns)}\nb")).Count());

    [Fact]
    public void Quantile_of_values_is_the_value_below_which_the_share_lies()
    {
        Assert.Equal(5, LengthRules.Quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.5));
        Assert.Equal(9, LengthRules.Quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9));
        Assert.Equal(7, LengthRules.Quantile([7], 0.9));
    }

    [Theory]
    [InlineData("DateTime.UtcNow", 1)]
    [InlineData("DateTimeOffset.Now", 1)]
    [InlineData("Guid.NewGuid()", 1)]
    [InlineData("Random.Shared", 1)]
    [InlineData("new Random(3)", 1)]
    [InlineData("Thread" + ".Sleep(1)", 1)]
    [InlineData("\"DateTime.UtcNow\"", 0)]
    [InlineData("f(); // Guid.NewGuid", 0)]
    [InlineData("clock.GetUtcNow()", 0)]
    public void Source_call_rule_on_code_finds_clock_and_randomness(string code, int findings) =>
        Assert.Equal(findings, CodeRules.CallsInSource(new("src/A.cs", code)).Count());

    [Theory]
    [InlineData("Thread" + ".Sleep(1)", 1)]
    [InlineData("await Task" + ".Delay(1)", 1)]
    [InlineData("[Fact(Skip = \"x\")]", 1)]
    [InlineData("Assert" + ".True(true)", 1)]
    [InlineData("[Ignore]", 1)]
    [InlineData("list.Skip(1)", 0)]
    [InlineData("Assert.True(truth)", 0)]
    public void Test_call_rule_on_code_finds_sleeps_and_skips(string code, int findings) =>
        Assert.Equal(findings, CodeRules.CallsInTests(new("tests/A.cs", code)).Count());

    [Theory]
    [InlineData("protos/a.proto", "  // Rows.\n  int32 rows = 1;", 0)]
    [InlineData("protos/a.proto", "message A {\n  int32 rows = 1;", 1)]
    [InlineData("protos/a.proto", "  // Rows.\n  int32 rows = 1;\n  repeated a.B b = 2;", 1)]
    [InlineData("src/a.proto", "  int32 rows = 1;", 0)]
    public void Proto_rule_on_fields_finds_those_without_a_comment(string path, string text, int findings) =>
        Assert.Equal(findings, ProtoRules.FieldComments(new(path, text)).Count());

    [Theory]
    [InlineData("src/Orchestrator.X/Utils/A.cs", 1)]
    [InlineData("src/Orchestrator.X/CsvHelper.cs", 1)]
    [InlineData("src/Orchestrator.X/LeaseManager.cs", 1)]
    [InlineData("src/Orchestrator.X/CommonRows.cs", 0)]
    [InlineData("src/StandIns/X/OptimizerHelper.cs", 0)]
    [InlineData("tests/StandIns/OptimizerHelper.cs", 1)]
    public void Name_rule_on_a_path_finds_words_that_collect_everything(string path, int findings) =>
        Assert.Equal(findings, CodeRules.Names(new(path, "")).Count());

    [Theory]
    [InlineData("A.cs", "public class A { } public class B { }", 1)]
    [InlineData("Letters.cs", "public record A; public record B : A;", 0)]
    [InlineData("A.cs", "public class A { } public interface B { }", 1)]
    [InlineData("A.cs", "public interface A { } public class B : A { }", 1)]
    [InlineData("A.cs", "public interface A { } public interface B : A { }", 1)]
    [InlineData("A.cs", "public class A { } public class B : X<A> { }", 1)]
    [InlineData("A.cs", "public class A { } public class B<T> where T : A { }", 1)]
    [InlineData("A.cs", "public class A(int x) { } public class B(int x) : A(x), C { } public class D : B { }", 0)]
    [InlineData("A.cs", "public class B : A<int> { } public class A<T> { }", 0)]
    [InlineData("Messages.cs", "public class A { } public class B { }", 0)]
    [InlineData("Axis.cs", "public class Axis { } public class B { }", 1)]
    [InlineData("A.cs", "public abstract class A { } public class B : A { } public class C(int x) : A { }", 0)]
    [InlineData("A.cs", "public class A { } public class B : C { }", 1)]
    [InlineData("A.cs", "public class A { } public abstract class B { }", 0)]
    [InlineData("A.cs", "public class A { } public class A<T> { }", 0)]
    [InlineData("A.cs", "public class A { public class B { } } internal class C { }", 0)]
    public void Public_type_rule_on_a_file_finds_the_second_type(string name, string code, int findings) =>
        Assert.Equal(findings, CodeRules.PublicTypes(new("src/X/" + name, code)).Count());

    [Theory]
    [InlineData("src/Orchestrator.Host/A.cs", 1)]
    [InlineData("src/StandIns/Akka/A.cs", 0)]
    [InlineData("Directory.Build.targets", 0)]
    public void Stand_in_rule_on_a_file_finds_mentions_outside_the_build(string path, int findings) =>
        Assert.Equal(findings, CodeRules.StandIns(new(path, "see StandIns/Akka")).Count());

    [Theory]
    [InlineData("TO", "DO: later")]
    [InlineData("FIX", "ME")]
    [InlineData("HA", "CK")]
    [InlineData("throw new NotImplemented", "Exception()")]
    public void Stray_mark_rule_on_text_finds_the_mark(string first, string rest)
    {
        Assert.Single(TextRules.StrayMarks(new("src/A.cs", "// " + first + rest)));
        Assert.Empty(TextRules.StrayMarks(new("src/A.cs", "// " + first + "-" + rest)));
    }

    [Theory]
    [InlineData("<<<<<<<")]
    [InlineData(">>>>>>>")]
    public void Stray_mark_rule_on_text_finds_what_a_merge_left(string mark)
    {
        Assert.Single(TextRules.StrayMarks(new("src/README.md", $"one\n{mark} main\ntwo")));
        Assert.Empty(TextRules.StrayMarks(new("src/README.md", $"one {mark} main")));
    }

    [Theory]
    [InlineData("/wo", "rk/trees")]
    [InlineData("cd /tm", "p/x")]
    [InlineData("https://api.nuget", ".org/v3")]
    [InlineData("http://deb", ".debian.org")]
    public void Machine_word_rule_on_text_finds_folders_and_hosts(string first, string rest)
    {
        Assert.Single(TextRules.MachineWords(new("README.md", "see " + first + rest)));
        Assert.Empty(TextRules.MachineWords(new("README.md", "see " + first + " " + rest)));
    }

    [Theory]
    [InlineData("\uFEFFa\n", 1)]
    [InlineData("a\r\n", 1)]
    [InlineData("a\uFFFD\n", 1)]
    [InlineData("a", 1)]
    [InlineData("ä\n", 0)]
    public void Encoding_rule_on_text_finds_what_is_not_plain(string text, int findings) =>
        Assert.Equal(findings, TextRules.Encoding(new("src/A.cs", text)).Count());

    [Theory]
    [InlineData("[a](gone.md)", 1)]
    [InlineData("[a](here.md#part)", 0)]
    [InlineData("[a](https://example.com)", 0)]
    [InlineData("`src/gone`", 1)]
    [InlineData("`src/here.md`", 0)]
    [InlineData("`src/A/bin/Release/a`", 0)]
    public void Link_rule_on_a_readme_finds_what_leads_nowhere(string text, int findings) =>
        Assert.Equal(findings, ReadmeRules.Links(
            new("README.md", text), path => path.EndsWith("here.md", StringComparison.Ordinal)).Count());

    [Theory]
    [InlineData("`orchestrator fly`", 1)]
    [InlineData("```\norchestrator run x --gone 3\n```", 1)]
    [InlineData("```\norchestrator run x --slots 3\n```", 0)]
    [InlineData("the orchestrator flies", 0)]
    public void Command_rule_on_a_readme_finds_what_the_program_does_not_know(string text, int findings) =>
        Assert.Equal(findings, ReadmeRules.Commands(
            new("README.md", text), "new Command(\"run\") new Option<int>(\"--slots\")").Count());
}
