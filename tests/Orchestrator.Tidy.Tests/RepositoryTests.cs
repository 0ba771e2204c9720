using Orchestrator.Tidy.Tests.Rules;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests;

/// <summary>The rules, over every tracked file.</summary>
public sealed class RepositoryTests
{
    private const long LargestFile = 2_000_000;

    [Fact]
    public void Repository_projects_reference_only_what_they_may() => Repository.AssertClean(ReferenceRules.Check);

    [Fact]
    public void Repository_files_are_short() => Repository.AssertClean(LengthRules.Files);

    [Fact]
    public void Repository_members_are_short() => Repository.AssertClean(LengthRules.Members);

    [Fact]
    public void Repository_lines_are_short() => Repository.AssertClean(LengthRules.Lines);

    [Fact]
    public void Repository_source_makes_no_banned_call() => Repository.AssertClean(CodeRules.CallsInSource);

    [Fact]
    public void Repository_tests_make_no_banned_call() => Repository.AssertClean(CodeRules.CallsInTests);

    [Fact]
    public void Repository_files_and_folders_are_named_for_an_idea() => Repository.AssertClean(CodeRules.Names);

    [Fact]
    public void Repository_files_hold_one_public_type() => Repository.AssertClean(CodeRules.PublicTypes);

    [Fact]
    public void Repository_names_stand_ins_in_the_build_alone() => Repository.AssertClean(CodeRules.StandIns);

    [Fact]
    public void Repository_protocol_says_what_every_field_holds() => Repository.AssertClean(ProtoRules.FieldComments);

    [Fact]
    public void Repository_has_no_stray_marks() => Repository.AssertClean(TextRules.StrayMarks);

    [Fact]
    public void Repository_names_no_machine_and_no_registry() => Repository.AssertClean(TextRules.MachineWords);

    [Fact]
    public void Repository_text_is_plain_utf8() => Repository.AssertClean(TextRules.Encoding);

    [Fact]
    public void Readme_links_and_paths_lead_somewhere() =>
        Repository.AssertClean(file => ReadmeRules.Links(file, ExistsInTree));

    [Fact]
    public void Readme_commands_and_options_exist()
    {
        var host = string.Concat(Repository.TextFiles
            .Where(f => f.Path.StartsWith("src/Orchestrator.Host/", StringComparison.Ordinal) && f.IsCSharp)
            .Select(f => f.Text));
        Repository.AssertClean(file => ReadmeRules.Commands(file, host));
    }

    [Fact]
    public void Repository_files_are_small()
    {
        var large = Repository.Paths.Where(p => new FileInfo(Path.Combine(Repository.Root, p)).Length > LargestFile);
        Assert.Empty(large);
    }

    [Fact]
    public void Repository_lengths_on_the_whole_stay_under_the_ratchet()
    {
        var source = Repository.TextFiles.Where(f => f.IsSource).ToList();
        var tests = Repository.TextFiles.Where(f => f.IsTest).ToList();
        var members = source.SelectMany(f => CodeOutline.Of(f).Members).Select(m => m.Length).ToList();
        AssertAtMost(Ratchet.SourceFileMedian, source.Select(f => f.LineCount), 0.5, "median of source files");
        AssertAtMost(Ratchet.SourceFileP90, source.Select(f => f.LineCount), 0.9, "p90 of source files");
        AssertAtMost(Ratchet.TestFileMedian, tests.Select(f => f.LineCount), 0.5, "median of test files");
        AssertAtMost(Ratchet.TestFileP90, tests.Select(f => f.LineCount), 0.9, "p90 of test files");
        AssertAtMost(Ratchet.MemberP90, members, 0.9, "p90 of members");
    }

    private static void AssertAtMost(int limit, IEnumerable<int> lengths, double share, string what)
    {
        var measured = LengthRules.Quantile(lengths, share);
        Assert.True(measured <= limit, $"{what}: {measured} lines; the ratchet stands at {limit}");
    }

    private static bool ExistsInTree(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Repository.Root, path));
        return File.Exists(full) || Directory.Exists(full);
    }
}
