using System.Text.Json;
using Orchestrator.TestKit.Monitoring;

namespace Orchestrator.Deploy.Tests.Monitoring;

/// <summary>What Grafana asks of a dashboard, and what whoever reads it does.</summary>
public sealed class DashboardLayoutTests
{
    private const string Source = "${datasource}";
    private const int Columns = 24;

    private static readonly string[] Names = ["coordinator", "sweeps", "workers"];

    private static readonly string[] Units = ["short", "s", "bytes", "percentunit"];

    public static TheoryData<string> Dashboards => [.. Names];

    [Fact]
    public void There_are_three_dashboards_each_with_a_name_of_its_own()
    {
        var all = Dashboard.All();

        Assert.Equal(Names, all.Select(dashboard => dashboard.Name));
        Assert.Equal(
            ["orchestrator-coordinator", "orchestrator-sweeps", "orchestrator-workers"],
            all.Select(dashboard => Text(dashboard.Json, "uid")));
        Assert.All(all, dashboard => Assert.Contains(
            "orchestrator", dashboard.Json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())));
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_have_ids_of_their_own_and_do_not_overlap(string name)
    {
        var places = Of(name).Json.GetProperty("panels").EnumerateArray().Select(panel => (
            Id: panel.GetProperty("id").GetInt32(), Title: Text(panel, "title"),
            Place: Place.Of(panel.GetProperty("gridPos")))).ToList();

        Assert.Equal(places.Count, places.DistinctBy(place => place.Id).Count());
        Assert.All(places, place => Assert.InRange(place.Place.X + place.Place.Width, 1, Columns));
        Assert.All(places, a => Assert.All(places, b => Assert.True(
            a.Id == b.Id || !a.Place.Overlaps(b.Place), $"'{a.Title}' and '{b.Title}' overlap")));
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_are_few_and_each_says_what_it_shows(string name)
    {
        var panels = Of(name).Panels;

        Assert.InRange(panels.Count, 1, 10);
        Assert.Equal(panels.Count, panels.DistinctBy(panel => panel.Title).Count());
        Assert.All(panels, panel =>
        {
            Assert.NotEqual("", panel.Row);
            Assert.InRange(panel.Title.Length, 3, 40);
            Assert.InRange(Text(panel.Json, "description").Length, 10, 250);
            Assert.Contains(panel.Unit, Units);
            Assert.NotEmpty(panel.Json.GetProperty("fieldConfig").GetProperty("defaults")
                .GetProperty("thresholds").GetProperty("steps").EnumerateArray());
            Assert.NotEmpty(panel.Targets);
            Assert.All(panel.Targets, target => Assert.NotEqual("", target.Legend));
        });
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Every_query_asks_the_chosen_source_and_names_no_machine(string name)
    {
        var dashboard = Of(name);

        var variables = dashboard.Json.GetProperty("templating").GetProperty("list").EnumerateArray().ToList();
        Assert.Equal(("datasource", "datasource"), (Text(variables[0], "name"), Text(variables[0], "type")));
        Assert.All(variables.Skip(1), variable => Assert.Equal(Source, SourceOf(variable)));
        Assert.All(dashboard.Panels, panel =>
        {
            Assert.Equal(Source, SourceOf(panel.Json));
            Assert.All(panel.Json.GetProperty("targets").EnumerateArray(), target => Assert.Equal(Source, SourceOf(target)));
            Assert.All(panel.Targets, target =>
            {
                Assert.Empty(MetricNames.Unknown(target.Query));
                Assert.DoesNotMatch("(instance|job|host)=~?\"[^$]", target.Query);
            });
        });
    }

    private static Dashboard Of(string name) => Dashboard.All().Single(dashboard => dashboard.Name == name);

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string SourceOf(JsonElement element) => Text(element.GetProperty("datasource"), "uid");

    private readonly record struct Place(int X, int Y, int Width, int Height)
    {
        public static Place Of(JsonElement grid) => new(
            grid.GetProperty("x").GetInt32(), grid.GetProperty("y").GetInt32(),
            grid.GetProperty("w").GetInt32(), grid.GetProperty("h").GetInt32());

        public bool Overlaps(Place other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
