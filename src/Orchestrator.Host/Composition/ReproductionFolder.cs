using System.Text;
using Orchestrator.Reports.Reproductions;

namespace Orchestrator.Host.Composition;

/// <summary>A folder that takes the tables and figures of reproductions.</summary>
internal sealed class ReproductionFolder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private ReproductionFolder(string path) => Path = path;

    /// <summary>Where it is, absolute.</summary>
    public string Path { get; }

    /// <summary>The folder at <paramref name="path"/>, made where it is not there.</summary>
    /// <exception cref="BadInputException">It cannot be made.</exception>
    public static ReproductionFolder Create(string path)
    {
        try
        {
            return new ReproductionFolder(Directory.CreateDirectory(path).FullName);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be made: {refused.Message}");
        }
    }

    /// <summary>Writes <c>NAME.md</c> and the figures, over what is there.</summary>
    /// <param name="report">The reproduction.</param>
    /// <param name="command">The command that made it.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="BadInputException">A file cannot be written.</exception>
    public async Task WriteAsync(ReproductionReport report, string command, CancellationToken cancellation)
    {
        await using var markdown = new StringWriter();
        ReproductionMarkdown.Write(report, command, markdown);
        try
        {
            await File.WriteAllTextAsync(
                System.IO.Path.Combine(Path, $"{report.Experiment.Name}.md"), markdown.ToString(), Utf8, cancellation);
            foreach (var figure in report.Figures)
            {
                await File.WriteAllTextAsync(
                    System.IO.Path.Combine(Path, $"{figure.Name}.svg"), figure.Svg, Utf8, cancellation);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{Path} cannot be written: {refused.Message}");
        }
    }
}
