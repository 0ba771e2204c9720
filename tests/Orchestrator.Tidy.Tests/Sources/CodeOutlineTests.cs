namespace Orchestrator.Tidy.Tests.Sources;

public sealed class CodeOutlineTests
{
    private const string Sample = """
        using System;
        namespace A.B;

        /// <summary>class in a comment</summary>
        [Some("thing")]
        public sealed class One(int x) : Base(x)
        {
            private readonly int[] _field = [
                1,
            ];

            public int Property { get; } = 3;

            public int Arrow =>
                4;

            public One(string s)
                : this(s.Length)
            {
                if (s is { Length: 3 })
                    Console.WriteLine("}");
            }

            public static bool operator ==(One a, One b) => true;

            private sealed class Nested
            {
                void Inner()
                {
                }
            }
        }

        internal record struct Two(int A);
        """;

    [Fact]
    public void Outline_of_a_file_lists_outermost_types_only() =>
        Assert.Equal(["public sealed class One(int x) : Base(x)", "internal record struct Two(int A)"],
            CodeOutline.Of(new("src/A.cs", Sample)).Types.Select(t => t.Header));

    [Fact]
    public void Outline_of_a_file_measures_members_with_a_body() =>
        Assert.Equal(
            [
                ("public int Property", 12, 1), ("public int Arrow", 14, 2),
                ("public One(string s) : this(s.Length)", 17, 6),
                ("public static bool operator ==(One a, One b)", 24, 1), ("void Inner()", 28, 3),
            ],
            CodeOutline.Of(new("src/A.cs", Sample)).Members.Select(m => (m.Header, m.Line, m.Length)));
}
