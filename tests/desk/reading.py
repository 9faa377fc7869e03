"""What an answer says."""


def text(answer) -> str:
    return answer.content.decode()
